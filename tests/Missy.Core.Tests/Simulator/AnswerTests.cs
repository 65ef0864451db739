using System.Net;
using System.Text.Json.Nodes;
using Missy.Simulation;

namespace Missy.Tests.Simulator;

public sealed class AnswerTests : IDisposable
{
    private readonly SimulatorServer _server = SimulatorServer.Start();
    private readonly HttpClient _client;

    public AnswerTests() => _client = Wires.Client(_server);

    public static TheoryData<string, string, string> MissingFields => new()
    {
        { Wires.Anthropic, "model", "invalid_request_error" },
        { Wires.Anthropic, "messages", "invalid_request_error" },
        { Wires.Anthropic, "max_tokens", "invalid_request_error" },
        { Wires.Chat, "model", "missing_required_parameter" },
        { Wires.Chat, "messages", "missing_required_parameter" },
        { Wires.Responses, "model", "missing_required_parameter" },
        { Wires.Responses, "input", "missing_required_parameter" },
        { Wires.Ollama, "model", "model" },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Wires.EachMode), MemberType = typeof(Wires))]
    public async Task Answers_say_that_they_are_simulated_and_quote_model_and_prompt(string wire, bool stream)
    {
        var body = await PostAsync(wire, Wires.Body(wire, stream, "Wo liegt Größenwahn? 東京 🙂", "my-model"));

        var text = Wires.Text(wire, stream, body);
        Assert.Contains("simulated", text, StringComparison.Ordinal);
        Assert.Contains("my-model", text, StringComparison.Ordinal);
        Assert.Contains("Wo liegt Größenwahn? 東京 🙂", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Wires.EachMode), MemberType = typeof(Wires))]
    public async Task The_same_request_gives_the_same_bytes_and_another_prompt_another_id(string wire, bool stream)
    {
        var first = await PostAsync(wire, Wires.Body(wire, stream));
        using var other = SimulatorServer.Start();
        using var client = Wires.Client(other);
        using var again = await client.SendAsync(Wires.Request(wire, Wires.Body(wire, stream)), Token);
        var different = await PostAsync(wire, Wires.Body(wire, stream, "Hello theru"));

        Assert.Equal(first, await again.Content.ReadAsStringAsync(Token));
        if (wire != Wires.Ollama)
        {
            Assert.NotEqual(Id(first), Id(different));
        }

        static string Id(string body) => body[body.IndexOf("\"id\":", StringComparison.Ordinal)..].Split('"')[3];
    }

    [Theory]
    [MemberData(nameof(Wires.Each), MemberType = typeof(Wires))]
    public async Task A_streamed_answer_has_the_plain_answers_text_and_ends_with_its_marker(string wire)
    {
        var plain = await PostAsync(wire, Wires.Body(wire));
        var streamed = await PostAsync(wire, Wires.Body(wire, stream: true));

        Assert.Equal(Wires.Text(wire, false, plain), Wires.Text(wire, true, streamed));
        Assert.True(Wires.HasEnd(wire, streamed));
    }

    [Theory]
    [InlineData(Wires.Anthropic, "max_tokens", "\"stop_reason\":\"max_tokens\"")]
    [InlineData(Wires.Chat, "max_tokens", "\"finish_reason\":\"length\"")]
    [InlineData(Wires.Chat, "max_completion_tokens", "\"finish_reason\":\"length\"")]
    [InlineData(Wires.Responses, "max_output_tokens", "\"status\":\"incomplete\"")]
    [InlineData(Wires.Ollama, "num_predict", "\"done_reason\":\"length\"")]
    public async Task An_answer_is_cut_at_the_token_limit_and_says_so(string wire, string field, string finish)
    {
        foreach (var stream in new[] { false, true })
        {
            var request = Wires.Body(wire, stream);
            if (wire == Wires.Ollama)
            {
                request["options"] = new JsonObject { [field] = 4 };
            }
            else
            {
                request[field] = 4;
            }

            var body = await PostAsync(wire, request);

            Assert.Equal("This answer is simulated:", Wires.Text(wire, stream, body));
            Assert.Contains(finish, body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Wires.Each), MemberType = typeof(Wires))]
    public async Task A_long_prompt_is_quoted_in_part_and_no_character_is_broken(string wire)
    {
        // The cut at 200 UTF-16 units would fall into the middle of a face.
        var prompt = "x" + string.Concat(Enumerable.Repeat("🙂", 300));

        var text = Wires.Text(wire, false, await PostAsync(wire, Wires.Body(wire, prompt: prompt)));

        Assert.Contains("🙂…", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\ufffd', text);
        Assert.True(text.Length < 400, $"{text.Length}");
    }

    [Theory]
    [MemberData(nameof(MissingFields))]
    public async Task A_request_without_a_required_field_is_refused_like_by_the_service(string wire, string field, string mark)
    {
        var request = Wires.Body(wire);
        request.Remove(field);

        using var response = await _client.SendAsync(Wires.Request(wire, request), Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!["error"]!.ToJsonString();
        Assert.Contains(mark, error, StringComparison.Ordinal);
        Assert.Contains(field, error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Wires.Each), MemberType = typeof(Wires))]
    public async Task A_body_that_is_not_JSON_is_refused(string wire)
    {
        foreach (var text in new[] { "", "{", "[]", "{\"model\":\"\\ud800\"}" })
        {
            using var content = new StringContent(text);
            using var response = await _client.PostAsync(new Uri(Wires.Path(wire), UriKind.Relative), content, Token);

            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.NotNull(JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!["error"]);
        }
    }

    [Theory]
    [MemberData(nameof(Wires.Each), MemberType = typeof(Wires))]
    public async Task Unknown_fields_are_accepted(string wire)
    {
        var request = Wires.Body(wire);
        request["something_new"] = new JsonObject { ["deep"] = new JsonArray(1, 2, null) };

        Assert.Contains("simulated", await PostAsync(wire, request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Ollama_request_without_messages_loads_the_model()
    {
        var body = JsonNode.Parse(await PostAsync(Wires.Ollama, new JsonObject { ["model"] = "m", ["stream"] = false }))!;

        Assert.Equal("load", (string?)body["done_reason"]);
        Assert.Equal("", (string?)body["message"]!["content"]);
    }

    [Fact]
    public async Task Ollama_streams_when_nothing_is_said_about_it()
    {
        var request = Wires.Body(Wires.Ollama);
        request.Remove("stream");

        Assert.True(Wires.Events(await PostAsync(Wires.Ollama, request)).Count > 5);
    }

    [Fact]
    public async Task Ollama_calls_a_tool_and_answers_from_its_result()
    {
        var request = Wires.Body(Wires.Ollama, stream: true);
        request["tools"] = JsonNode.Parse("""[{"type":"function","function":{"name":"look","parameters":{"type":"object","required":["at"],"properties":{"at":{"enum":["sky","sea"]}}}}}]""");
        var call = Wires.Events(await PostAsync(Wires.Ollama, request))[0]["message"]!["tool_calls"]![0]!["function"]!;
        Assert.Equal("look", (string?)call["name"]);
        Assert.Equal("sky", (string?)call["arguments"]!["at"]);

        request["messages"]!.AsArray().Add(new JsonObject { ["role"] = "tool", ["content"] = "all blue" });
        Assert.Contains("all blue", Wires.Text(Wires.Ollama, true, await PostAsync(Wires.Ollama, request)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Wires.Anthropic, """{"type":"none"}""")]
    [InlineData(Wires.Chat, "\"none\"")]
    [InlineData(Wires.Responses, "\"none\"")]
    public async Task A_tool_that_may_not_be_called_is_not_called(string wire, string choice)
    {
        var request = Wires.Body(wire);
        request["tools"] = JsonNode.Parse(
            wire == Wires.Chat ? """[{"type":"function","function":{"name":"look"}}]""" : """[{"type":"function","name":"look","input_schema":{}}]""");
        request["tool_choice"] = JsonNode.Parse(choice);

        Assert.Contains("simulated", Wires.Text(wire, false, await PostAsync(wire, request)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tools_that_the_service_runs_itself_are_passed_over()
    {
        var request = Wires.Body(Wires.Anthropic);
        request["tools"] = JsonNode.Parse(
            """[{"type":"web_search_20250305","name":"web_search"},{"type":"custom","name":"look","input_schema":{"type":"object"}}]""");

        Assert.Equal("look", (string?)JsonNode.Parse(await PostAsync(Wires.Anthropic, request))!["content"]![0]!["name"]);
    }

    [Fact]
    public async Task A_chat_stream_gives_usage_only_when_asked()
    {
        var request = Wires.Body(Wires.Chat, stream: true);
        Assert.DoesNotContain("usage", await PostAsync(Wires.Chat, request), StringComparison.Ordinal);

        request["stream_options"] = new JsonObject { ["include_usage"] = true };
        var last = Wires.Events(await PostAsync(Wires.Chat, request))[^1];
        Assert.Empty(last["choices"]!.AsArray());
        Assert.True((int)last["usage"]!["total_tokens"]! > 0);
    }

    [Fact]
    public async Task Numbers_of_Responses_events_count_from_zero()
    {
        var events = Wires.Events(await PostAsync(Wires.Responses, Wires.Body(Wires.Responses, stream: true)));

        Assert.Equal(Enumerable.Range(0, events.Count), events.Select(item => (int)item["sequence_number"]!));
    }

    [Fact]
    public async Task The_Codex_path_wants_streams_and_no_storing()
    {
        using var refused = await _client.PostAsync(
            new Uri("backend-api/codex/responses", UriKind.Relative), Wires.Json(Wires.Body(Wires.Responses)), Token);
        var request = Wires.Body(Wires.Responses, stream: true);
        request["store"] = false;
        using var accepted = await _client.PostAsync(new Uri("backend-api/codex/responses", UriKind.Relative), Wires.Json(request), Token);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.True(Wires.HasEnd(Wires.Responses, await accepted.Content.ReadAsStringAsync(Token)));
    }

    [Theory]
    [MemberData(nameof(Wires.EachMode), MemberType = typeof(Wires))]
    public async Task A_fixed_answer_takes_the_place_of_the_quote(string wire, bool stream)
    {
        using var server = SimulatorServer.Start(new SimulatorOptions { Answer = "Forty two, précisément." });
        using var client = Wires.Client(server);
        using var response = await client.SendAsync(Wires.Request(wire, stream), Token);

        Assert.Equal("Forty two, précisément.", Wires.Text(wire, stream, await response.Content.ReadAsStringAsync(Token)));
    }

    private async Task<string> PostAsync(string wire, JsonNode body)
    {
        using var response = await _client.SendAsync(Wires.Request(wire, body), Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Token);
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }
}
