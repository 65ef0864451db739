using Missy.Chat;
using Missy.Providers;
using Missy.Tests.Client;
using Missy.Tests.Support;

namespace Missy.Tests.Providers;

/// <summary>Ids of tool calls, for services that take only some.</summary>
public sealed class ToolCallIdTests
{
    private const string Config = """
        providers:
          anthropic: { api_key: test-key-1 }
          proxied: { name: anthropic, base_url: 'https://example.test', api_key: test-key-1 }
          openai: { api_key: test-key-1 }
          compatible: { name: openai, base_url: 'https://example.test/v1', api_key: test-key-1 }
          responses: { name: openai-responses, api_key: test-key-1 }
          mistral: { api_key: test-key-1 }
          groq: { api_key: test-key-1 }
          ollama: {}
        """;

    public static TheoryData<string, string, bool> Ids
    {
        get
        {
            var long41 = new string('a', 41);
            var long65 = new string('a', 65);
            return new()
            {
                { "anthropic", "toolu_01-A", true },
                { "anthropic", "functions.f:0", false },
                { "anthropic", "", false },
                { "anthropic", "ä", false },
                { "proxied", "functions.f:0", false },
                { "openai", "call_1", true },
                { "openai", long41[1..], true },
                { "openai", long41, false },
                { "compatible", long65, true },
                { "compatible", "functions.f:0", true },
                { "responses", long65[1..], true },
                { "responses", long65, false },
                { "mistral", "abcDEF123", true },
                { "mistral", "call_1", false },
                { "mistral", "abcDEF1234", false },
                { "groq", "functions.f:0", true },
                { "ollama", "functions.f:0", true },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_id_is_replaced_only_where_the_service_refuses_it(string provider, string id, bool stays)
    {
        var sent = Apply(provider, id);

        Assert.Equal(stays, sent[0].Call == id);
        Assert.All(sent, pair => Assert.Equal(pair.Call, pair.Result));
        Assert.Equal(sent, Apply(provider, sent[0].Call)); // and what replaces it is taken
        Assert.Equal(sent, Apply(provider, id)); // each time the same
    }

    [Fact]
    public void An_id_that_comes_again_is_another_one()
    {
        var sent = Apply("anthropic", "call_0", "call_0", "call_0", "call_1");

        Assert.Equal("call_0", sent[0].Call);
        Assert.Equal("call_1", sent[3].Call);
        Assert.Equal(4, sent.Select(pair => pair.Call).Distinct().Count());
        Assert.All(sent, pair => Assert.Equal(pair.Call, pair.Result));
    }

    private static List<(string Call, string Result)> Apply(string provider, params string[] ids)
    {
        using var harness = new ClientHarness(Config);
        var messages = ids.SelectMany<string, ChatMessage>(id =>
            [Samples.Calls(new ToolCall(id, "f", "{}")), Samples.Results(new ToolResult(id, "f", "1"))]).ToList();
        var sent = ToolCallIds.Of(harness.Client.Registry.Get(provider))?.Apply(messages) ?? messages;
        return [.. sent.Chunk(2).Select(pair => (
            ((ToolCallPart)pair[0].Content[0]).Call.Id,
            ((ToolResultPart)pair[1].Content[0]).Result.ToolCallId))];
    }
}
