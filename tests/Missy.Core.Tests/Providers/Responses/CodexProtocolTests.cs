using System.Text;
using System.Text.Json;
using Missy.Chat;
using Missy.Network;
using Missy.Tests.Support;
using static Missy.Tests.Providers.Responses.ResponsesFixtures;

namespace Missy.Tests.Providers.Responses;

public sealed class CodexProtocolTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_request_always_streams_stores_nothing_and_has_instructions(bool stream) =>
        Assert.Equal(
            Same(
                """
                {"model":"test-model","instructions":"You are a helpful assistant.",
                 "input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"Hello"}]}],
                 "include":["reasoning.encrypted_content"],"store":false,"stream":true}
                """),
            Same(Wire.Body(Codex, Wire.Question, stream)));

    [Fact]
    public void What_the_service_refuses_is_not_sent_and_the_rest_is()
    {
        var request = Wire.Question with
        {
            System = "Be brief.",
            MaxTokens = 10,
            Temperature = 1,
            ReasoningEffort = ReasoningEffort.High,
        };

        Assert.Equal(
            Same(
                """
                {"model":"test-model","instructions":"Be brief.",
                 "input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"Hello"}]}],
                 "reasoning":{"effort":"high","summary":"auto"},"include":["reasoning.encrypted_content"],"store":false,"stream":true}
                """),
            Same(Wire.Body(Codex, request)));
    }

    [Fact]
    public void No_summary_is_asked_of_a_model_that_shall_not_think() =>
        Assert.Equal(
            """{"effort":"none"}""",
            Same(Wire.Body(Codex, Wire.Question with { ReasoningEffort = ReasoningEffort.None }).GetProperty("reasoning")));

    [Fact]
    public void It_streams_alone_and_lists_no_models()
    {
        Assert.True(Codex.AlwaysStreams);
        Assert.Null(Codex.ModelsPath);
        Assert.Equal("responses", Codex.CompletionPath);
    }

    [Theory]
    [InlineData("acct-1")]
    [InlineData("0f0c4f9a-1b2c-4d5e-8f90-123456789abc")]
    [InlineData("a?b>c~d")]
    public void The_account_of_the_token_has_its_header(string account) =>
        Assert.Equal(account, AccountHeader(Token(new Dictionary<string, object?>
        {
            ["aud"] = "https://api.openai.test/v1",
            ["https://api.openai.com/auth"] = new { chatgpt_plan_type = "plus", chatgpt_account_id = account },
        })));

    [Theory]
    [InlineData("test-key-1")]
    [InlineData("a.b.c")]
    [InlineData("a.e30.c")]
    [InlineData("a..c")]
    [InlineData("a.bnVsbA.c")]
    [InlineData("a.W10.c")]
    [InlineData("a.e.c.d")]
    public void A_token_that_names_no_account_gives_no_header(string token) => Assert.Null(AccountHeader(token));

    [Fact]
    public void Claims_of_another_form_give_no_header()
    {
        Assert.Null(AccountHeader(Token(new Dictionary<string, object?> { ["https://api.openai.com/auth"] = "acct-1" })));
        Assert.Null(AccountHeader(Token(new Dictionary<string, object?> { ["https://api.openai.com/auth"] = null })));
        Assert.Null(AccountHeader(Token(new Dictionary<string, object?> { ["https://api.openai.com/auth"] = new { chatgpt_account_id = 7 } })));
        Assert.Null(AccountHeader(Token(new Dictionary<string, object?> { ["https://api.openai.com/auth"] = new { chatgpt_account_id = "a\r\nb: c" } })));
    }

    [Fact]
    public void Without_a_credential_there_is_no_account_and_Missy_names_itself()
    {
        using var request = new HttpRequestMessage();

        Codex.AddHeaders(request.Headers, null);

        Assert.Equal(["missy"], request.Headers.GetValues("originator"));
        Assert.False(request.Headers.Contains("ChatGPT-Account-ID"));
    }

    [Fact]
    public void The_plain_wire_adds_no_headers()
    {
        using var request = new HttpRequestMessage();

        Protocol.AddHeaders(request.Headers, new Credential("TEST", new Secret("test-key-1")));

        Assert.Empty(request.Headers);
    }

    private static string? AccountHeader(string token)
    {
        using var request = new HttpRequestMessage();
        Codex.AddHeaders(request.Headers, new Credential("TEST", new Secret(token)));
        return request.Headers.TryGetValues("ChatGPT-Account-ID", out var values) ? Assert.Single(values) : null;
    }

    private static string Token(Dictionary<string, object?> claims) =>
        $"{Encode("""{"alg":"none"}""")}.{Encode(JsonSerializer.Serialize(claims))}.{Encode("no signature")}";

    private static string Encode(string text) =>
        System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
