using Missy.Chat;
using Missy.Simulation;
using Missy.Tests.Providers.Exchanges;
using Missy.Tools;

namespace Missy.Tests.Tools;

/// <summary>Rounds of tools over every wire, whole and streamed.</summary>
public sealed class ToolLoopTests
{
    public static TheoryData<string, bool> Ways
    {
        get
        {
            var ways = new TheoryData<string, bool>();
            foreach (var wire in ProviderHarness.Wires)
            {
                ways.Add(wire, false);
                ways.Add(wire, true);
            }

            return ways;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Parallel_calls_are_run_in_order_and_answered_together(string wire, bool stream)
    {
        using var bench = new ToolBench();

        var response = await bench.AskAsync(wire, stream);

        Assert.Equal(("stop", 2), (response.FinishReason, bench.Simulator.Requests.Count));
        Assert.Contains("get_tide ran", response.Content, StringComparison.Ordinal);
        Assert.Contains("get_time ran", response.Content, StringComparison.Ordinal);
        Assert.Equal(["run get_tide", "finished get_tide in round 1", "run get_time", "finished get_time in round 1"], bench.Seen);
        Assert.Equal(["""get_tide({"harbour":"harbour"})""", "get_time({})"], response.ToolCalls.Select(call => call.ToString()));
        Assert.Equal(response.ToolCalls, response.ToolRuns.Select(run => run.Call));
        Assert.All(response.ToolRuns, run => Assert.Equal(($"{run.Call.Name} ran", false, 1), (run.Result, run.IsError, run.Round)));
        Assert.Equal(
            [ChatRole.User, ChatRole.Assistant, ChatRole.Tool, ChatRole.Assistant],
            response.Conversation.Select(message => message.Role));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Rounds_go_on_until_the_model_answers_and_are_counted_together(string wire, bool stream)
    {
        using var bench = new ToolBench(new SimulatorOptions { ToolRounds = 3 });
        bench.Tool = (_, _) =>
        {
            bench.Clock.Advance(TimeSpan.FromSeconds(2));
            return Task.FromResult(new ToolOutput("done"));
        };

        var response = await bench.AskAsync(wire, stream, request => request with { Tag = "tools" });

        Assert.Equal((4, 4, 3), (bench.Simulator.Requests.Count, response.Attempts.Count, response.ToolRuns.Count));
        Assert.Equal([1, 2, 3], response.ToolRuns.Select(run => run.Round));
        Assert.All(response.ToolRuns, run => Assert.Equal(TimeSpan.FromSeconds(2), run.Duration));
        Assert.Equal(TimeSpan.FromSeconds(6), response.Duration);
        Assert.Equal(3, response.ToolCalls.Select(call => call.Id).Distinct().Count());
        var booked = await bench.Client.GetUsageAsync(new UsageQuery { Tags = ["tools"] }, TestContext.Current.CancellationToken);
        Assert.Equal(4, booked.Sum(line => line.Calls));
        Assert.Equal(response.Usage.TotalTokens, booked.Sum(line => line.PromptTokens + line.CompletionTokens));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Calls_are_given_back_where_nobody_runs_tools_or_no_round_is_left(string wire, bool stream)
    {
        using var bench = new ToolBench(new SimulatorOptions { ToolRounds = 99 });

        var noRunner = await bench.AskAsync(wire, stream, request => request with { ToolRunner = null });
        var noRounds = await bench.AskAsync(wire, stream, request => request with { MaxToolRounds = 0 });
        var used = await bench.AskAsync(wire, stream, request => request with { MaxToolRounds = 2 });

        Assert.All([noRunner, noRounds, used], response => Assert.Equal("tool_calls", response.FinishReason));
        Assert.Equal((1, 0), (noRunner.ToolCalls.Count, noRunner.ToolRuns.Count));
        Assert.Equal((1, 0), (noRounds.ToolCalls.Count, noRounds.ToolRuns.Count));
        Assert.Equal((3, 2), (used.ToolCalls.Count, used.ToolRuns.Count));
        Assert.Equal(2, bench.Seen.Count(seen => seen.StartsWith("run", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Arguments_that_are_no_object_are_answered_as_an_error_and_run_nothing(string wire, bool stream)
    {
        using var bench = new ToolBench(new SimulatorOptions { ToolArguments = "[1]" });

        var response = await bench.AskAsync(wire, stream);

        var run = Assert.Single(response.ToolRuns);
        Assert.True(run.IsError);
        Assert.True(run.Call.Malformed);
        Assert.Contains("not a JSON object", response.Content, StringComparison.Ordinal);
        Assert.Equal(["failed get_tide in round 1"], bench.Seen);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_tool_that_throws_is_an_error_for_the_model_and_none_of_the_call(string wire, bool stream)
    {
        using var bench = new ToolBench();
        bench.Tool = (call, _) => call.Name == "get_tide"
            ? throw new InvalidOperationException("The gauge is broken.")
            : Task.FromException<ToolOutput>(new OperationCanceledException("It gave up by itself."));

        var response = await bench.AskAsync(wire, stream);

        Assert.Equal("stop", response.FinishReason);
        Assert.All(response.ToolRuns, run => Assert.True(run.IsError));
        Assert.Contains("The gauge is broken.", response.Content, StringComparison.Ordinal);
        Assert.Contains("It gave up by itself.", response.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_is_marked_where_the_wire_has_a_mark_for_it()
    {
        using var bench = new ToolBench();
        bench.Tool = (call, _) => Task.FromResult(new ToolOutput("x", IsError: call.Name == "get_tide"));

        await bench.AskAsync("anthropic");

        Assert.Single(System.Text.RegularExpressions.Regex.Matches(bench.Simulator.Requests[^1].Body, "\"is_error\":true"));
    }

    [Fact]
    public async Task A_call_of_a_tool_that_was_not_offered_names_those_that_were()
    {
        using var bench = new ToolBench(new SimulatorOptions { ParallelTools = 3 });

        // The service is shown one more tool than Missy was told of.
        var options = new Dictionary<string, System.Text.Json.JsonElement>
        {
            ["tools"] = Support.Json.Parse("""[{"type":"function","function":{"name":"other","parameters":{"type":"object"}}}]"""),
        };
        var response = await bench.AskAsync("openai", change: request => request with { ProviderOptions = options });

        var run = Assert.Single(response.ToolRuns);
        Assert.Equal(("other", true, "There is no tool 'other'. There are: get_tide, get_time."), (run.Call.Name, run.IsError, run.Result));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_long_result_is_cut_with_a_note_and_no_character_in_two(bool halfCharacter)
    {
        using var bench = new ToolBench(new SimulatorOptions());
        bench.Tool = (_, _) => Task.FromResult(new ToolOutput(new string('x', halfCharacter ? 99_999 : 100_000) + "🌊🌊"));

        var response = await bench.AskAsync("openai");

        var result = response.ToolRuns[0].Result;
        Assert.StartsWith(new string('x', 99_999), result, StringComparison.Ordinal);
        Assert.EndsWith($"\n[Cut here: the result has {(halfCharacter ? 100_003 : 100_004)} characters. Ask for less of it.]", result, StringComparison.Ordinal);
        Assert.DoesNotContain(result, char.IsSurrogate);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Cancelling_during_a_tool_ends_the_call_at_once(string wire, bool stream)
    {
        using var bench = new ToolBench();
        using var cancelled = new CancellationTokenSource();
        bench.Tool = (_, _) =>
        {
            cancelled.Cancel();
            return new TaskCompletionSource<ToolOutput>().Task;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.AskAsync(wire, stream, cancellationToken: cancelled.Token));

        Assert.Single(bench.Simulator.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_time_of_the_whole_call_includes_its_tools(bool stream)
    {
        using var bench = new ToolBench();
        bench.Tool = (_, _) =>
        {
            bench.Clock.Advance(TimeSpan.FromSeconds(5));
            return new TaskCompletionSource<ToolOutput>().Task;
        };

        var failure = await Assert.ThrowsAsync<MissyException>(
            () => bench.AskAsync("openai", stream, request => request with { Timeout = TimeSpan.FromSeconds(4) }));

        Assert.Equal((ErrorKind.Timeout, "The tool 'get_tide' did not finish within 4 s."), (failure.Kind, failure.Message));
    }

    [Fact]
    public async Task A_stream_tells_the_calls_of_every_round_and_is_done_once()
    {
        using var bench = new ToolBench(new SimulatorOptions { ToolRounds = 2, ParallelTools = 2 });

        var kinds = new List<string>();
        await foreach (var chunk in bench.Client.StreamAsync(bench.Question("anthropic"), bench.Caller, TestContext.Current.CancellationToken))
        {
            kinds.Add(chunk.Kind);
        }

        Assert.Equal(Enumerable.Repeat("tool_call", 4), kinds.TakeWhile(kind => kind != "text"));
        Assert.Equal(1, kinds.Count(kind => kind == "done"));
        Assert.Equal("done", kinds[^1]);
    }

    [Fact]
    public async Task Signed_thinking_goes_back_with_the_results()
    {
        using var bench = new ToolBench(new SimulatorOptions());

        var response = await bench.AskAsync("anthropic", change: request => request with { ReasoningEffort = ReasoningEffort.High });

        Assert.Contains(response.Conversation[1].Content, part => part is ThinkingPart);
        Assert.Contains("\"signature\":\"c2ltdWxhdGVk", bench.Simulator.Requests[^1].Body, StringComparison.Ordinal);
        Assert.Equal(2, response.Thinking!.Split("\n\n").Length);
    }
}
