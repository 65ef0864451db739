using Missy.Chat;
using Missy.Simulation;
using Missy.Tests.Client;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.Exchanges;

/// <summary>How long a service may take, by a clock that the tests move.</summary>
public sealed class TimeoutTests
{
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, bool> Silences
    {
        get
        {
            var rows = new TheoryData<string, string, bool>();
            foreach (var (wire, stream) in ProviderHarness.Ways)
            {
                rows.Add("no-answer", wire, stream);
                rows.Add("slow-headers", wire, stream);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Silences))]
    public async Task A_service_that_says_nothing_is_given_up_when_its_time_is_over_and_not_before(string fault, string wire, bool stream)
    {
        using var harness = new ProviderHarness(fault);
        var limit = TimeSpan.FromSeconds(stream ? 120 : 600);

        var call = harness.AskAsync(wire, stream);
        await harness.Simulator.WaitForRequestAsync(1, Cancellation);
        harness.Time.Advance(limit - Instant);
        await Task.Yield();
        Assert.False(call.IsCompleted);
        harness.Time.Advance(Instant);
        var failure = (await call).Failure!;

        Assert.Equal(ErrorKind.Timeout, failure.Kind);
        Assert.Equal($"it did not begin to answer within {limit.TotalSeconds} s ('timeout').", failure.Message);
        Assert.Contains("'timeout' of providers.it", failure.Remedy, StringComparison.Ordinal);
        Assert.Null(failure.Status);
        await harness.Simulator.WaitForAbortAsync(1, Cancellation);
    }

    [Theory]
    [InlineData(true, null, 600)]
    [InlineData(false, null, 120)]
    [InlineData(true, 7.5, 7.5)]
    [InlineData(false, 7.5, 7.5)]
    public async Task A_local_service_has_longer_and_the_setting_goes_before_both(bool local, double? setting, double seconds)
    {
        using var harness = new ProviderHarness("no-answer");
        var call = harness.AskAsync("openai", stream: true, settings => settings with
        {
            Local = local,
            Timeout = setting is { } value ? TimeSpan.FromSeconds(value) : null,
        });
        await harness.Simulator.WaitForRequestAsync(1, Cancellation);

        harness.Time.Advance(TimeSpan.FromSeconds(seconds) - Instant);
        Assert.False(call.IsCompleted);
        harness.Time.Advance(Instant);

        Assert.Equal(ErrorKind.Timeout, (await call).Failure!.Kind);
    }

    [Theory]
    [InlineData("anthropic")]
    [InlineData("openai")]
    [InlineData("openai-responses")]
    [InlineData("ollama")]
    public async Task Headers_alone_do_not_stop_the_clock_of_the_first_byte(string wire)
    {
        using var harness = new ProviderHarness("stall;after=0");
        var started = harness.Time.GetUtcNow();

        var call = harness.AskAsync(wire, stream: true);
        var record = await harness.Simulator.WaitForRequestAsync(1, Cancellation);
        while (record.Status == 0)
        {
            await Task.Delay(1, Cancellation);
        }

        await harness.Time.AdvanceUntilAsync(call, TimeSpan.FromSeconds(1));
        var failure = (await call).Failure!;

        Assert.Equal(ErrorKind.Timeout, failure.Kind);
        Assert.Equal("it sent nothing within 120 s ('timeout').", failure.Message);
        Assert.Equal(200, (int)failure.Status!);
        Assert.InRange((harness.Time.GetUtcNow() - started).TotalSeconds, 120, 140);
    }

    [Theory]
    [InlineData("anthropic")]
    [InlineData("openai")]
    [InlineData("openai-responses")]
    [InlineData("openai-codex")]
    [InlineData("ollama")]
    public async Task A_stream_that_falls_silent_is_given_up_after_the_idle_time_with_its_text(string wire)
    {
        using var harness = new ProviderHarness("stall;deltas=2");

        // Only once all that is sent has come does the clock move; before, it would end a read that has something to read.
        var call = harness.AskAsync(wire, stream: true);
        await harness.TextSeenAsync(2);
        await harness.Time.WaiterAsync(Idle);
        harness.Time.Advance(Idle - Instant);
        await Task.Yield();
        Assert.False(call.IsCompleted);
        harness.Time.Advance(Instant);
        await harness.Time.AdvanceUntilAsync(call, Idle);
        var failure = (await call).Failure!;

        Assert.Equal(ErrorKind.Truncated, failure.Kind);
        Assert.StartsWith("it sent nothing more within 60 s ('idle_timeout'); ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'idle_timeout' of providers.it", failure.Remedy, StringComparison.Ordinal);
        Assert.NotNull(failure.PartialText);
        Assert.NotNull(failure.RequestId);
        await harness.Simulator.WaitForAbortAsync(1, Cancellation);
    }

    [Theory]
    [InlineData("anthropic")]
    [InlineData("openai")]
    [InlineData("openai-responses")]
    [InlineData("ollama")]
    public async Task A_body_that_falls_silent_is_given_up_after_the_idle_time(string wire)
    {
        using var harness = new ProviderHarness("stall");

        var call = harness.AskAsync(wire, stream: false);
        await harness.Time.WaiterAsync(Idle);
        harness.Time.Advance(Idle);
        var failure = (await call).Failure!;

        Assert.Equal(ErrorKind.Timeout, failure.Kind);
        Assert.Equal("it sent nothing more within 60 s ('idle_timeout').", failure.Message);
    }

    [Theory]
    [InlineData("anthropic", true)]
    [InlineData("openai", true)]
    [InlineData("openai-responses", true)]
    [InlineData("ollama", true)]
    [InlineData("openai", false)]
    public async Task An_answer_that_drips_is_read_to_its_end_however_long_it_takes(string wire, bool stream)
    {
        using var harness = new ProviderHarness("slow-drip;ms=50000;bytes=200");
        var started = harness.Time.GetUtcNow();

        var call = harness.AskAsync(wire, stream);
        while (!call.IsCompleted)
        {
            // Both sides wait: the server to send its next piece, the client to read it, or for the end of the body.
            var piece = Task.WhenAll(harness.Time.WaiterAsync(TimeSpan.FromSeconds(50)), harness.Time.WaiterAsync(Idle));
            var end = harness.Time.WaiterAsync(TimeSpan.FromMilliseconds(100));
            var first = await Task.WhenAny(call, piece, end);
            harness.Time.Advance(first == end ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromSeconds(50));
        }

        var outcome = await call;

        Assert.Null(outcome.Failure);
        Assert.True(harness.Time.GetUtcNow() - started > TimeSpan.FromSeconds(120));
    }

    [Fact]
    public async Task The_clock_stands_still_while_the_consumer_takes_its_time()
    {
        using var harness = new ProviderHarness("small-chunks;bytes=20");
        var chunks = 0;

        await foreach (var chunk in harness.Provider("openai").StreamAsync(Wire.Question, ProviderHarness.Credential, Cancellation))
        {
            harness.Time.Advance(TimeSpan.FromDays(1));
            chunks += chunk.Kind == ChunkKind.Text ? 1 : 0;
        }

        Assert.True(chunks > 3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_limit_longer_than_any_timer_is_none(bool stream)
    {
        using var harness = new ProviderHarness();

        var outcome = await harness.AskAsync("openai", stream, settings => settings with
        {
            Timeout = TimeSpan.MaxValue,
            IdleTimeout = TimeSpan.FromDays(100),
        });

        Assert.Null(outcome.Failure);
    }

    [Theory]
    [InlineData("no-answer", null, "")]
    [InlineData("stall;after=0", null, "")]
    [InlineData("stall;deltas=2", ErrorKind.Timeout, "This answer is ")]
    public async Task The_whole_calls_limit_ends_it_in_every_phase_and_keeps_the_text(string fault, ErrorKind? kind, string text)
    {
        using var harness = new ClientHarness();
        harness.Simulator.AddFault(FaultRule.Parse(fault));
        harness.WriteConfig($"providers: {{ it: {{ name: openai, model: m, base_url: '{harness.Simulator.BaseUrl}v1' }} }}");
        var time = new ManualTimeProvider();
        using var client = new MissyClient(new MissyClientOptions { Environment = harness, Time = time });
        var request = ClientHarness.Question("hi") with { Timeout = TimeSpan.FromSeconds(5) };

        var shown = "";
        var call = Assert.ThrowsAsync<MissyException>(async () =>
        {
            await foreach (var chunk in client.StreamAsync(request, harness.Caller, Cancellation))
            {
                shown += chunk.Text;
            }
        });
        await harness.Simulator.WaitForRequestAsync(1, Cancellation);
        if (text.Length > 0)
        {
            await time.WaiterAsync(Idle);
        }

        await time.AdvanceUntilAsync(call, TimeSpan.FromSeconds(1));
        var failure = await call;

        Assert.Equal(kind ?? ErrorKind.Timeout, failure.Kind);
        Assert.Equal("it did not finish within 5 s.", failure.Message);
        Assert.Equal(shown, failure.PartialText ?? "");
        await harness.Simulator.WaitForAbortAsync(1, Cancellation);
    }

    [Fact]
    public async Task A_connection_that_is_not_made_in_time_names_its_setting()
    {
        // Nobody accepts, and the queue of one who listens is short: once it is full, further connections wait.
        using var full = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        full.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        full.Listen(0);
        var end = (System.Net.IPEndPoint)full.LocalEndPoint!;
        var waiting = Enumerable.Range(0, 4).Select(_ => new System.Net.Sockets.TcpClient()).ToList();
        var queued = waiting.Select(client => client.ConnectAsync(end)).ToList();
        Assert.SkipUnless(queued.Exists(connect => !connect.Wait(200, Cancellation)), "This system's queue has no end.");
        using var harness = new ProviderHarness(new Uri($"http://127.0.0.1:{end.Port}/"));

        var failure = (await harness.AskAsync("openai", true, settings => settings with { ConnectTimeout = TimeSpan.FromMilliseconds(50) })).Failure!;

        waiting.ForEach(client => client.Dispose());
        Assert.Equal(ErrorKind.Timeout, failure.Kind);
        Assert.Equal("it could not be connected to within 0.05 s ('connect_timeout').", failure.Message);
    }
}
