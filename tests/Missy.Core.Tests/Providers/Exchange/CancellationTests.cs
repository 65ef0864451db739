using Missy.Chat;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.Exchanges;

/// <summary>A caller who has had enough: the exchange ends at once, whatever it was doing, and the service sees it.</summary>
public sealed class CancellationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Where the call stands when it is cancelled.</summary>
    public static TheoryData<string, string, bool> Phases
    {
        get
        {
            var rows = new TheoryData<string, string, bool>();
            foreach (var (wire, stream) in ProviderHarness.Ways)
            {
                rows.Add("no-answer", wire, stream);
                rows.Add("slow-headers", wire, stream);
                rows.Add(stream ? "stall;after=0" : "slow-drip", wire, stream);
                rows.Add(stream ? "stall;deltas=2" : "stall", wire, stream);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Phases))]
    public async Task A_cancelled_call_ends_at_once_in_every_phase(string fault, string wire, bool stream)
    {
        using var harness = new ProviderHarness(fault);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var call = ProviderHarness.AskAsync(harness.Provider(wire), stream, cancel.Token);
        var record = await harness.Simulator.WaitForRequestAsync(1, Cancellation);
        while (record.Status == 0 && fault != "no-answer")
        {
            await Task.Delay(1, Cancellation);
        }

        if (fault.StartsWith("stall;deltas", StringComparison.Ordinal) || fault is "stall" or "slow-drip")
        {
            await harness.Time.WaiterAsync(TimeSpan.FromSeconds(60));
        }

        await cancel.CancelAsync();
        var failure = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(10), Cancellation));

        Assert.Equal(cancel.Token, failure.CancellationToken);
        await harness.Simulator.WaitForAbortAsync(1, Cancellation);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_that_is_cancelled_already_sends_nothing(bool stream)
    {
        using var harness = new ProviderHarness();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ProviderHarness.AskAsync(harness.Provider("openai"), stream, new CancellationToken(canceled: true)));

        Assert.Empty(harness.Simulator.Requests);
    }

    [Fact]
    public async Task The_token_of_the_enumeration_counts_as_well_as_that_of_the_call()
    {
        using var harness = new ProviderHarness("stall;deltas=2");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var chunks = harness.Provider("anthropic").StreamAsync(Wire.Question, ProviderHarness.Credential, Cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var chunk in chunks.WithCancellation(cancel.Token))
            {
                if (chunk.Kind == ChunkKind.Text)
                {
                    await cancel.CancelAsync();
                }
            }
        });

        await harness.Simulator.WaitForAbortAsync(1, Cancellation);
    }

    [Theory]
    [InlineData("anthropic")]
    [InlineData("openai")]
    [InlineData("openai-responses")]
    [InlineData("ollama")]
    public async Task Leaving_a_stream_early_closes_its_connection_at_once(string wire)
    {
        using var harness = new ProviderHarness("stall;deltas=2");

        await foreach (var chunk in harness.Provider(wire).StreamAsync(Wire.Question, ProviderHarness.Credential, Cancellation))
        {
            if (chunk.Kind == ChunkKind.Text)
            {
                break;
            }
        }

        await harness.Simulator.WaitForAbortAsync(1, Cancellation);
    }

    [Fact]
    public async Task A_failed_answers_explanation_is_not_waited_for_either()
    {
        using var server = new ScriptedServer("HTTP/1.1 500 Said\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"error\":");
        using var harness = new ProviderHarness(server.BaseUrl);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var call = ProviderHarness.AskAsync(harness.Provider("openai"), stream: false, cancel.Token);
        await harness.Time.WaiterAsync(TimeSpan.FromSeconds(60));
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await server.ClosedAsync();
    }
}
