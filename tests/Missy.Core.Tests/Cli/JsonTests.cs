using System.Text.Json;

namespace Missy.Tests.Cli;

[Collection(CommandLineCollection.Name)]
public sealed class JsonTests
{
    [Fact]
    public async Task A_response_has_the_names_of_the_contract_in_camel_case()
    {
        using var missy = new CommandLine().WithProvider();

        Assert.Equal(0, await missy.RunAsync("ask", "hi", "--json"));

        var response = missy.OutJson;
        Assert.Equal(1, missy.Out.Count(letter => letter == '\n'));
        AssertNames(
            response,
            "content", "model", "provider", "usage", "cost", "toolCalls", "finishReason", "thinking", "route", "attempts", "duration",
            "timeToFirstToken", "requestId", "rateLimits", "inputObject");
        AssertNames(response.GetProperty("usage"), "promptTokens", "completionTokens", "totalTokens", "cachedTokens", "reasoningTokens");
        AssertNames(response.GetProperty("route"), "provider", "model", "steps");
        AssertNames(response.GetProperty("route").GetProperty("steps")[0], "step", "chose", "because");
        AssertNames(response.GetProperty("attempts")[0], "provider", "model", "key", "outcome", "status", "waited", "duration");
        Assert.Equal(JsonValueKind.Null, response.GetProperty("cost").ValueKind);
        Assert.True(response.GetProperty("duration").GetDouble() > 0);
    }

    [Fact]
    public async Task Tool_calls_carry_their_arguments_as_json_and_what_is_none_as_it_came()
    {
        using var missy = new CommandLine();
        using var service = CannedService.Completion(
            """
            "content":null,"tool_calls":[
              {"id":"a","type":"function","function":{"name":"get","arguments":"{\"city\":\"東京\",\"n\":1.50}"}},
              {"id":"b","type":"function","function":{"name":"set","arguments":"{\"city\":"}}]
            """,
            "tool_calls");
        service.WriteConfig(missy);

        Assert.Equal(0, await missy.RunAsync("ask", "hi", "--json"));

        Assert.Equal("tool_calls", missy.OutJson.GetProperty("finishReason").GetString());
        Assert.Equal(
            """[{"id":"a","name":"get","arguments":{"city":"東京","n":1.50},"malformed":false},{"id":"b","name":"set","arguments":null,"rawArguments":"{\"city\":","malformed":true}]""",
            missy.OutJson.GetProperty("toolCalls").GetRawText());
    }

    [Fact]
    public async Task Text_is_utf8_as_it_is_and_control_characters_are_escaped()
    {
        using var missy = new CommandLine(new Missy.Simulation.SimulatorOptions { Answer = "é東🗼<&'\e[0m\u009b\u007f" }).WithProvider();

        Assert.Equal(0, await missy.RunAsync("ask", "hi", "--json"));

        Assert.Contains("\"é東\\uD83D\\uDDFC<&'\\u001B[0m\\u009B\\u007F\"", missy.Out, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("é東🗼<&'\e[0m\u009b\u007f", missy.OutJson.GetProperty("content").GetString());
    }

    [Fact]
    public async Task An_error_has_its_names_in_camel_case()
    {
        using var missy = new CommandLine();

        Assert.Equal(2, await missy.RunAsync("ask", "hi", "--provider", "nobody", "--json"));

        AssertNames(missy.OutJson, "error");
        AssertNames(
            missy.OutJson.GetProperty("error"),
            "kind", "message", "remedy", "provider", "model", "status", "code", "requestId", "retryAfter", "partialText");
    }

    [Theory]
    [InlineData("providers")]
    [InlineData("providers", "list")]
    [InlineData("providers", "test", "it")]
    [InlineData("models")]
    [InlineData("models", "--refresh")]
    [InlineData("config", "validate")]
    [InlineData("usage")]
    public async Task Lists_are_arrays(params string[] args)
    {
        using var missy = new CommandLine().WithProvider();

        Assert.Equal(0, await missy.RunAsync([.. args, "--json"]));

        Assert.Equal(JsonValueKind.Array, missy.OutJson.ValueKind);
        Assert.Equal("", missy.Err);
    }

    [Fact]
    public async Task A_provider_shows_its_keys_by_name_with_their_state()
    {
        using var missy = new CommandLine().WithProvider(", api_keys: [{key: test-key-1, name: work}, {key: $UNSET_KEY, models: ['m-*']}]");

        Assert.Equal(0, await missy.RunAsync("providers", "--json"));

        var keys = missy.OutJson[0].GetProperty("keys");
        AssertNames(keys[0], "name", "state", "until", "restsFor", "models", "preferred", "problem");
        Assert.Equal(
            ["work Ready True", "UNSET_KEY Missing False"],
            keys.EnumerateArray().Select(key => $"{key.GetProperty("name")} {key.GetProperty("state")} {key.GetProperty("preferred")}"));
        Assert.Equal("m-*", keys[1].GetProperty("models")[0].GetString());
        Assert.DoesNotContain("test-key-1", missy.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_model_can_do_is_an_array_of_words()
    {
        using var missy = new CommandLine();

        Assert.Equal(0, await missy.RunAsync("models", "--provider", "anthropic", "--json"));

        var capabilities = missy.OutJson.EnumerateArray().First().GetProperty("capabilities");
        Assert.Contains("tools", capabilities.EnumerateArray().Select(word => word.GetString()));
    }

    [Theory]
    [InlineData("ask", "hi")]
    [InlineData("providers")]
    [InlineData("providers", "test", "it")]
    [InlineData("models")]
    [InlineData("route", "--provider", "it")]
    [InlineData("tier", "hi")]
    [InlineData("usage", "--by", "day")]
    public async Task What_is_there_already_is_not_told_again_as_columns(params string[] args)
    {
        using var missy = new CommandLine().WithProvider();
        Assert.Equal(0, await missy.RunAsync("ask", "hi"));

        Assert.Equal(0, await missy.RunAsync([.. args, "--json"]));

        Assert.All(Names(missy.OutJson), name => Assert.DoesNotMatch("(Text|Seconds|Day|ResetAt|toolName)$", name));
        if (args[0] == "ask")
        {
            Assert.Empty(missy.OutJson.EnumerateObject().Select(property => property.Name).Intersect(["promptTokens", "cachedTokens", "tier"]));
        }
    }

    private static IEnumerable<string> Names(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Names(property.Value).Prepend(property.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Names),
        _ => [],
    };

    private static void AssertNames(JsonElement element, params string[] names)
    {
        var found = element.EnumerateObject().Select(property => property.Name).ToList();
        Assert.Empty(names.Except(found));
        Assert.All(found, name => Assert.True(char.IsAsciiLetterLower(name[0]), name));
    }
}
