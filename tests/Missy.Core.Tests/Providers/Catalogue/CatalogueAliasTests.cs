using Missy.Providers;

namespace Missy.Tests.Providers.Catalogue;

public sealed class CatalogueAliasTests
{
    public static TheoryData<string, string> NamesUsersKnow => new()
    {
        { "openrouter", "openrouter" },
        { "anthropic", "anthropic" },
        { "openai", "openai" },
        { "openai-codex", "openai-codex" },
        { "openai_codex", "openai-codex" },
        { "codex", "openai-codex" },
        { "ollama", "ollama" },
        { "gemini", "gemini" },
        { "google", "gemini" },
        { "google-gemini", "gemini" },
        { "venice", "venice" },
        { "vercel", "vercel" },
        { "vercel-ai", "vercel" },
        { "cloudflare", "cloudflare" },
        { "cloudflare-ai", "cloudflare" },
        { "moonshot", "moonshot" },
        { "kimi", "moonshot" },
        { "kimi-code", "kimi-code" },
        { "kimi_coding", "kimi-code" },
        { "kimi_for_coding", "kimi-code" },
        { "synthetic", "synthetic" },
        { "opencode", "opencode" },
        { "opencode-zen", "opencode" },
        { "zai", "zai" },
        { "z.ai", "zai" },
        { "glm", "glm" },
        { "zhipu", "glm" },
        { "minimax", "minimax" },
        { "minimax-intl", "minimax" },
        { "minimax-io", "minimax" },
        { "minimax-global", "minimax" },
        { "minimax-oauth", "minimax" },
        { "minimax-portal", "minimax" },
        { "bedrock", "bedrock" },
        { "aws-bedrock", "bedrock" },
        { "qianfan", "qianfan" },
        { "baidu", "qianfan" },
        { "qwen", "qwen" },
        { "dashscope", "qwen" },
        { "groq", "groq" },
        { "mistral", "mistral" },
        { "xai", "xai" },
        { "grok", "xai" },
        { "deepseek", "deepseek" },
        { "together", "together" },
        { "together-ai", "together" },
        { "fireworks", "fireworks" },
        { "fireworks-ai", "fireworks" },
        { "perplexity", "perplexity" },
        { "cohere", "cohere" },
        { "copilot", "copilot" },
        { "github-copilot", "copilot" },
        { "lmstudio", "lmstudio" },
        { "lm-studio", "lmstudio" },
        { "nvidia", "nvidia" },
        { "nvidia-nim", "nvidia" },
        { "build.nvidia.com", "nvidia" },
        { "ovhcloud", "ovhcloud" },
        { "ovh", "ovhcloud" },
    };

    [Theory]
    [MemberData(nameof(NamesUsersKnow))]
    public void A_known_spelling_leads_to_its_provider(string spelling, string canonical) =>
        Assert.Equal(canonical, ProviderCatalogue.Default.Resolve(spelling));

    [Theory]
    [InlineData("minimax-cn", "minimax-cn", "https://api.minimaxi.com/v1")]
    [InlineData("minimaxi", "minimax-cn", "https://api.minimaxi.com/v1")]
    [InlineData("minimax-oauth-cn", "minimax-cn", "https://api.minimaxi.com/v1")]
    [InlineData("minimax-portal-cn", "minimax-cn", "https://api.minimaxi.com/v1")]
    [InlineData("qwen-intl", "qwen-intl", "https://dashscope-intl.aliyuncs.com/compatible-mode/v1")]
    [InlineData("dashscope-intl", "qwen-intl", "https://dashscope-intl.aliyuncs.com/compatible-mode/v1")]
    [InlineData("qwen-us", "qwen-us", "https://dashscope-us.aliyuncs.com/compatible-mode/v1")]
    [InlineData("dashscope-us", "qwen-us", "https://dashscope-us.aliyuncs.com/compatible-mode/v1")]
    public void A_regional_spelling_keeps_its_region(string spelling, string canonical, string baseUrl)
    {
        CatalogueProvider? provider = ProviderCatalogue.Default.Find(spelling);

        Assert.Equal(canonical, provider?.Name);
        Assert.Equal(baseUrl, provider?.BaseUrl);
    }

    [Fact]
    public void Every_wire_name_is_a_provider_of_that_wire() =>
        Assert.All(WireKinds.KnownWires, wire =>
            Assert.Equal(WireKinds.Parse(wire), ProviderCatalogue.Default.Find(wire)?.Wire));
}
