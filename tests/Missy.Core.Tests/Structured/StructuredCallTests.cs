using System.Collections.Specialized;
using System.Text;
using Missy.Chat;
using Missy.Tests.Client;
using Missy.Tests.Support;
using Missy.Tools;

namespace Missy.Tests.Structured;

/// <summary>A call with a schema gives an object that fits it, or fails saying why.</summary>
public sealed class StructuredCallTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool> Wires
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var wire in (string[])["simulator", "anthropic", "openai", "openai-responses", "ollama"])
            {
                data.Add(wire, false);
                data.Add(wire, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task The_answer_is_an_object_and_its_JSON(string wire, bool stream)
    {
        using var bench = new StructuredBench();

        var response = await bench.AskAsync(wire, stream: stream);

        Assert.Equal("""{"name":"name","age":18}""", response.Content);
        var person = Assert.IsAssignableFrom<OrderedDictionary>(response.Object);
        Assert.Equal(("name", 18L), (person["name"], person["age"]));
        Assert.Single(response.Attempts);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_list_is_asked_for_inside_an_object_and_comes_as_the_list(string wire, bool stream)
    {
        using var bench = new StructuredBench();

        var response = await bench.AskAsync(wire, """{"type":"array","items":{"$ref":"#/$defs/n"},"$defs":{"n":{"type":"integer","minimum":7}}}""", stream);

        Assert.Equal("[7]", response.Content);
        Assert.Equal([7L], Assert.IsType<object[]>(response.Object));
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task An_answer_that_does_not_fit_goes_back_once_with_what_is_wrong(string wire, bool stream)
    {
        using var bench = new StructuredBench();
        bench.Fault("call=1;schema-misfit");

        var response = await bench.AskAsync(wire, stream: stream);

        Assert.Equal("""{"name":"name","age":18}""", response.Content);
        Assert.Equal(["Success", "Success"], response.Attempts.Select(attempt => attempt.Outcome));
        Assert.Equal(2, bench.Simulator.Requests.Count);
        var again = bench.Simulator.Requests[1].Body;
        Assert.Contains("must be object, and is array", again, StringComparison.Ordinal);
        Assert.Contains("simulated", again, StringComparison.Ordinal);
        var alone = await bench.AskAsync(wire, stream: stream);
        Assert.True(response.Usage.PromptTokens > 2 * alone.Usage.PromptTokens);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task An_answer_that_does_not_fit_again_is_a_failure_with_the_violations_and_the_text(string wire, bool stream)
    {
        using var bench = new StructuredBench();
        bench.Fault("schema-misfit");

        var failure = await bench.FailAsync(wire, stream: stream);

        Assert.Equal((ErrorKind.MalformedResponse, wire), (failure.Kind, failure.Provider));
        Assert.Equal("$ must be object, and is array", Assert.Single(failure.Violations));
        Assert.Contains("[\"simulated\"]", failure.PartialText, StringComparison.Ordinal);
        Assert.Equal(2, failure.Attempts.Count);
        Assert.Equal(2, bench.Simulator.Requests.Count);
    }

    [Fact]
    public async Task The_text_of_a_stream_comes_in_one_piece_once_it_fits()
    {
        using var bench = new StructuredBench();
        bench.Fault("call=1;schema-misfit");
        var text = new List<string>();

        await foreach (var chunk in bench.Client.StreamAsync(StructuredBench.Question("simulator", StructuredBench.Person), bench.Caller, Cancellation))
        {
            text.Add($"{chunk.Kind} {chunk.Text}");
        }

        Assert.Equal(["""text {"name":"name","age":18}""", "done "], text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_session_keeps_the_question_and_the_answer_that_fits(bool stream)
    {
        using var bench = new StructuredBench();
        bench.Fault("call=1;schema-misfit");
        var session = await bench.Client.NewSessionAsync(new SessionOptions(), bench.Caller, Cancellation);

        await bench.AskAsync("openai", stream: stream, change: request => request with { Session = session });

        Assert.Equal((1, 2), (session.Turns, session.Messages.Count));
        Assert.Contains("18", session.Messages[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_follows_goes_on_from_the_answer_that_fits()
    {
        using var bench = new StructuredBench();
        bench.Fault("call=1;schema-misfit");
        var first = await bench.AskAsync("openai");

        await bench.AskAsync("openai", change: request => request.After(first) with { Schema = null });

        var body = bench.Simulator.Requests[^1].Body;
        Assert.DoesNotContain("must be object", body, StringComparison.Ordinal);
        Assert.DoesNotContain("JSON Schema", body, StringComparison.Ordinal);
        Assert.Contains("18", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cut_answer_is_not_asked_for_again()
    {
        using var bench = new StructuredBench();

        var failure = await bench.FailAsync("openai", change: request => request with { MaxTokens = 2 });

        Assert.Equal(ErrorKind.MalformedResponse, failure.Kind);
        Assert.Contains("was cut at its token limit", failure.Message, StringComparison.Ordinal);
        Assert.Single(bench.Simulator.Requests);
    }

    [Fact]
    public async Task A_model_that_calls_tools_for_its_caller_has_no_object_yet()
    {
        using var bench = new StructuredBench();

        var response = await bench.AskAsync("simulator", change: request => request with { Tools = [Samples.Tides] });

        Assert.Equal(("tool_calls", null), (response.FinishReason, response.Object));
    }

    [Fact]
    public async Task A_complaint_that_is_answered_with_a_tool_call_has_the_tool_run_and_is_not_said_again()
    {
        var bodies = new List<string>();
        using var server = new LoopbackServer(request =>
        {
            bodies.Add(request.Body);
            return Task.FromResult((200, bodies.Count switch
            {
                1 => Completion("\"content\":\"[1]\""),
                2 => Completion(""" "content":null,"tool_calls":[{"id":"t1","type":"function","function":{"name":"get_time","arguments":"{}"}}]""", "tool_calls"),
                _ => Completion(""" "content":"{\"n\":1}" """),
            }));
        });
        using var harness = new ClientHarness($"providers: {{ openai: {{ base_url: '{server.Url}v1', model: m, local: true }} }}");
        var tools = new NoonTeller();

        var response = await harness.Client.AskAsync(Number("openai") with { Tools = [Samples.Clock], ToolRunner = tools }, harness.Caller, Cancellation);

        Assert.Equal("""{"n":1}""", response.Content);
        Assert.Equal(["get_time"], tools.Ran);
        Assert.Contains("does not fit", bodies[1], StringComparison.Ordinal);
        Assert.DoesNotContain("does not fit", bodies[2], StringComparison.Ordinal);
        Assert.Contains("noon", bodies[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_complaint_goes_to_another_vendor_without_the_signed_thinking_of_the_first()
    {
        var asked = 0;
        var seen = "";
        using var first = new LoopbackServer(_ => Task.FromResult(++asked == 1
            ? (200, Message("""{"type":"thinking","thinking":"hm","signature":"SIGNATURE-OF-A"},{"type":"text","text":"[1]"}"""))
            : (500, "{}")));
        using var second = new LoopbackServer(request =>
        {
            seen = request.Body;
            return Task.FromResult((200, Message("""{"type":"text","text":"{\"n\":1}"}""")));
        });
        using var harness = new ClientHarness($$"""
            providers:
              a: { name: anthropic, base_url: '{{first.Url}}', model: m, local: true, fallback: [b/m] }
              b: { name: anthropic, base_url: '{{second.Url}}', model: m, local: true }
            default_provider: a
            """);

        var response = await harness.Client.AskAsync(Number(null), harness.Caller, Cancellation);

        Assert.Equal("b", response.Provider);
        Assert.Contains("does not fit", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("SIGNATURE-OF-A", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_fails_after_a_refused_answer_tells_the_text_of_the_second_alone()
    {
        using var server = new ScriptedServer(number => Encoding.UTF8.GetBytes(number == 1
            ? ScriptedServer.Answer(Delta("FIRST") + "data: {\"model\":\"m-1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n", type: "text/event-stream")
            : ScriptedServer.Unended(Delta("SECOND"))));
        using var harness = new ClientHarness($"providers: {{ openai: {{ base_url: '{server.BaseUrl}v1', model: m, local: true }} }}");

        var failure = await Assert.ThrowsAsync<MissyException>(async () =>
        {
            await foreach (var chunk in harness.Client.StreamAsync(Number("openai") with { Timeout = TimeSpan.FromSeconds(2) }, harness.Caller, Cancellation))
            {
                Assert.NotEqual("done", chunk.Kind);
            }
        });

        Assert.Equal((ErrorKind.Timeout, "SECOND"), (failure.Kind, failure.PartialText));
    }

    [Theory]
    [InlineData("""{"type":"objekt"}""", "#/type")]
    [InlineData("""{"properties":{"a/b":{"minLength":-1}}}""", "#/properties/a~1b/minLength")]
    [InlineData("""{"anyOf":[{},{"$ref":"#/$defs/none"}]}""", "#/anyOf/1/$ref")]
    [InlineData("""{"$ref":"https://example.com/schema"}""", "#/$ref")]
    [InlineData("""{"pattern":"("}""", "#/pattern")]
    [InlineData("""{"$ref":"#/components/A","components":{"A":{"$ref":"other.json#/B"}}}""", "#/components/A/$ref")]
    [InlineData("""{"$ref":"#/components/A","components":{"A":{"$ref":"#/components/B"},"B":{"type":5}}}""", "#/components/B/type")]
    [InlineData("""{"properties":{"type":{"type":"string"},"a":{"$ref":"#/properties"}}}""", "#/properties/type")]
    [InlineData("""{"name":"string"}""", "'name'")]
    [InlineData("3", "#")]
    public async Task What_is_no_schema_is_refused_with_where_before_anybody_is_asked(string schema, string where)
    {
        using var bench = new StructuredBench();

        var failure = await bench.FailAsync("simulator", schema);

        Assert.Equal(ErrorKind.InvalidRequest, failure.Kind);
        Assert.Contains(where, failure.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Simulator.Requests);
    }

    [Theory]
    [InlineData("""{"$ref":"#/components/A","components":{"A":{"anyOf":[{"$ref":"#/components/A"},true]}}}""")]
    [InlineData("""{"$ref":"#/%24defs/n","$defs":{"n":{"type":"integer","minimum":7}}}""")]
    public void A_reference_may_lead_anywhere_within_the_schema(string schema) =>
        Assert.NotNull(Missy.Structured.StructuredAnswers.Of(AnswerSchema.Parse(schema)));

    [Fact]
    public async Task A_name_with_half_a_character_is_a_misfit_like_others()
    {
        using var service = Cli.CannedService.Completion("\"content\":\"{\\\"n\\\":1,\\\"\\\\ud83d\\\":2}\"");
        using var harness = new Client.ClientHarness($"providers: {{ it: {{ name: openai, model: m, base_url: '{service.BaseUrl}' }} }}");
        var question = StructuredBench.Question("it", """{"type":"object","properties":{"n":{"type":"integer"}}}""");

        var failure = await Assert.ThrowsAsync<MissyException>(() => harness.Client.AskAsync(question, harness.Caller, Cancellation));

        Assert.Equal(ErrorKind.MalformedResponse, failure.Kind);
        Assert.Equal("$ has a name with half a character", Assert.Single(failure.Violations));
    }

    [Fact]
    public void A_schema_that_is_not_JSON_says_so()
    {
        var failure = Assert.Throws<MissyException>(() => AnswerSchema.Parse("{type: object}"));

        Assert.Equal(ErrorKind.InvalidRequest, failure.Kind);
        Assert.StartsWith("The schema is not JSON", failure.Message, StringComparison.Ordinal);
    }

    private static AskRequest Number(string? provider) => ClientHarness.Question("When?", provider) with
    {
        Schema = AnswerSchema.Parse("""{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}"""),
    };

    private static string Completion(string message, string finish = "stop") =>
        $$$"""{"id":"c1","object":"chat.completion","model":"m-1","choices":[{"index":0,"message":{"role":"assistant",{{{message}}}},"finish_reason":"{{{finish}}}"}],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}""";

    private static string Message(string content) =>
        $$$"""{"id":"x","type":"message","role":"assistant","model":"m","content":[{{{content}}}],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1}}""";

    private static string Delta(string text) =>
        $$$"""data: {"model":"m-1","choices":[{"index":0,"delta":{"content":"{{{text}}}"}}]}""" + "\n\n";

    private sealed class NoonTeller : IToolRunner
    {
        public List<string> Ran { get; } = [];

        public Task<ToolOutput> RunAsync(ToolCall call, CancellationToken cancellationToken)
        {
            Ran.Add(call.Name);
            return Task.FromResult(new ToolOutput("noon"));
        }

        public Task FinishedAsync(ToolRun run, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
