using Missy.Chat;
using Missy.Providers.Anthropic;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.Anthropic;

public sealed class AnthropicThinkingTests
{
    private static readonly AnthropicProtocol Protocol = new(new AnthropicWireOptions());

    [Theory]
    [InlineData(ReasoningEffort.Low, "low")]
    [InlineData(ReasoningEffort.Medium, "medium")]
    [InlineData(ReasoningEffort.High, "high")]
    public void Newer_models_think_adaptively_with_an_effort(ReasoningEffort effort, string name) => Json.AssertSame(
        $$$"""{"model":"claude-opus-4-6","max_tokens":500,"messages":[{"role":"user","content":"Hi"}],"thinking":{"type":"adaptive"},"output_config":{"effort":"{{{name}}}"}}""",
        Wire.Body(Protocol, Ask("claude-opus-4-6", effort, 500)));

    [Theory]
    [InlineData("claude-3-7-sonnet-20250219", false)]
    [InlineData("claude-opus-4-20250514", false)]
    [InlineData("claude-opus-4-1-20250805", false)]
    [InlineData("claude-sonnet-4-0", false)]
    [InlineData("claude-sonnet-4-5-20250929", false)]
    [InlineData("claude-haiku-4-5", false)]
    [InlineData("glm-4.7", false)]
    [InlineData("claude-sonnet-4-6", true)]
    [InlineData("claude-opus-4-8", true)]
    [InlineData("claude-opus-4-10", true)]
    [InlineData("claude-sonnet-5", true)]
    [InlineData("claude-mythos-preview", true)]
    public void Older_models_and_other_makers_get_a_budget_instead(string model, bool adaptive)
    {
        var thinking = Wire.Body(Protocol, Ask(model, ReasoningEffort.Medium, 4096)).GetProperty("thinking");

        Assert.Equal(adaptive ? "adaptive" : "enabled", thinking.GetProperty("type").GetString());
    }

    [Theory]
    [InlineData(64000, ReasoningEffort.Low, 4096, 64000)]
    [InlineData(64000, ReasoningEffort.Medium, 16384, 64000)]
    [InlineData(128000, ReasoningEffort.High, 32000, 128000)]
    [InlineData(4096, ReasoningEffort.High, 2048, 4096)]
    [InlineData(1500, ReasoningEffort.High, 1024, 1500)]
    [InlineData(1024, ReasoningEffort.Low, 1024, 2048)]
    [InlineData(10, ReasoningEffort.Low, 1024, 1034)]
    public void A_budget_is_at_least_1024_and_below_the_limit_which_is_raised_only_where_it_must(
        int limit, ReasoningEffort effort, int budget, int sentLimit) => Json.AssertSame(
        $$$"""{"model":"claude-haiku-4-5","max_tokens":{{{sentLimit}}},"messages":[{"role":"user","content":"Hi"}],"thinking":{"type":"enabled","budget_tokens":{{{budget}}}}}""",
        Wire.Body(Protocol, Ask("claude-haiku-4-5", effort, limit)));

    [Fact]
    public void A_budget_fits_below_a_configured_limit()
    {
        var request = Ask("claude-haiku-4-5", ReasoningEffort.High, 64000) with { Options = Json.Members("""{"max_tokens":3000}""") };

        Assert.Equal(1500, Wire.Body(Protocol, request).GetProperty("thinking").GetProperty("budget_tokens").GetInt32());
    }

    [Theory]
    [InlineData("claude-opus-4-6")]
    [InlineData("claude-haiku-4-5")]
    public void No_effort_at_all_switches_thinking_off(string model) => Json.AssertSame(
        $$$"""{"model":"{{{model}}}","max_tokens":500,"messages":[{"role":"user","content":"Hi"}],"thinking":{"type":"disabled"}}""",
        Wire.Body(Protocol, Ask(model, ReasoningEffort.None, 500)));

    private static CompletionRequest Ask(string model, ReasoningEffort effort, int maxTokens) =>
        Samples.Ask(Samples.User("Hi")) with { Model = model, ReasoningEffort = effort, MaxTokens = maxTokens };
}
