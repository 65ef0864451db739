using Missy.Chat;
using Missy.Simulation;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.Exchanges;

/// <summary>When a connection is used again, and when it is closed.</summary>
public sealed class ConnectionUseTests
{
    private const string Said = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Said\"}}]}\n\ndata: [DONE]\n\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ok")]
    [InlineData("401")]
    [InlineData("error-body")]
    [InlineData("data-after-end")]
    [InlineData("truncated-json")]
    public async Task One_connection_serves_call_after_call_whole_and_streamed_on_every_wire(string fault)
    {
        using var harness = new ProviderHarness(fault);

        foreach (var (wire, stream) in ProviderHarness.Ways)
        {
            await harness.AskAsync(wire, stream);
        }

        var used = harness.Simulator.Requests.Select(request => request.Connection).Distinct();
        Assert.Equal(ProviderHarness.Ways.Count(), harness.Simulator.Requests.Count);
        Assert.Single(used);
    }

    [Theory]
    [InlineData("call=1;stall;deltas=2")]
    [InlineData("call=1;ok")]
    public async Task A_stream_that_was_left_early_costs_its_connection_and_no_waiting_for_its_rest(string fault)
    {
        using var harness = new ProviderHarness(fault);
        await foreach (var chunk in harness.Provider("openai").StreamAsync(Wire.Question, ProviderHarness.Credential, Cancellation))
        {
            if (chunk.Kind == ChunkKind.Text)
            {
                break;
            }
        }

        await harness.AskAsync("openai", stream: true);

        Assert.Equal([1, 2], harness.Simulator.Requests.Select(request => request.Connection));
    }

    [Fact]
    public async Task A_server_that_does_not_end_its_answer_after_the_end_marker_is_waited_for_a_moment_only()
    {
        using var server = new ScriptedServer(ScriptedServer.Unended(Said));
        using var harness = new ProviderHarness(server.BaseUrl);

        var call = harness.AskAsync("openai", stream: true);
        await harness.Time.WaiterAsync(TimeSpan.FromMilliseconds(100));
        harness.Time.Advance(TimeSpan.FromMilliseconds(100));
        var outcome = await call;

        Assert.Equal("Said", outcome.Response!.Content);
        await server.ClosedAsync();
    }

    [Fact]
    public async Task The_done_chunk_does_not_wait_for_the_end_of_the_body()
    {
        using var server = new ScriptedServer(ScriptedServer.Unended(Said));
        using var harness = new ProviderHarness(server.BaseUrl);

        await foreach (var chunk in harness.Provider("openai").StreamAsync(Wire.Question, ProviderHarness.Credential, Cancellation))
        {
            if (chunk.Kind == ChunkKind.Done)
            {
                Assert.Equal("Said", chunk.Response!.Content);
                return;
            }
        }

        Assert.Fail("No done chunk.");
    }

    [Fact]
    public async Task Disposing_the_door_closes_connections_that_wait_to_be_used_again()
    {
        using var server = new ScriptedServer(ScriptedServer.Answer(Said, type: "text/event-stream"));
        using (var harness = new ProviderHarness(server.BaseUrl))
        {
            Assert.Null((await harness.AskAsync("openai", stream: true)).Failure);
        }

        await server.ClosedAsync();
    }

    [Fact]
    public async Task A_kept_connection_that_the_server_closed_meanwhile_is_not_an_error()
    {
        using var harness = new ProviderHarness();
        await harness.AskAsync("openai", stream: false);
        harness.Simulator.AddFault(FaultRule.Parse("call=1;cut-stream;after=99;close=abrupt"));
        await harness.AskAsync("openai", stream: true);

        Assert.Null((await harness.AskAsync("openai", stream: true)).Failure);
    }
}
