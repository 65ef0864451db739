using System.Globalization;
using System.Text.RegularExpressions;
using Missy.Simulation;
using Missy.Tests.Client;

namespace Missy.Tests.Calls;

/// <summary>
/// Many calls at once, with whatever can go wrong. By itself: it measures the memory of the process.
/// </summary>
[CollectionDefinition(nameof(SoakTests), DisableParallelization = true)]
[Collection(nameof(SoakTests))]
public sealed partial class SoakTests : IDisposable
{
    private const int Rounds = 10;
    private const int CallsPerRound = 2000;
    private const int AtOnce = 64;
    private const long MostGrowth = 4 * 1024 * 1024;

    private static readonly string[] _providers = ["a", "b", "c", "d"];

    private readonly CallHarness _harness = new(
        $$"""
        providers:
          a: {name: anthropic, model: plain, base_url: 'URL', {{Settings("a")}}}
          b: {name: openai, model: plain, base_url: 'URL/v1', {{Settings("b")}}, key_rotation_strategy: round_robin}
          c: {name: openai-responses, model: plain, base_url: 'URL/v1', {{Settings("c")}}, requests_per_minute: 60000, tokens_per_minute: 100000000}
          d: {name: ollama, model: plain, base_url: 'URL', {{Settings("d")}}}
        reliability: {max_retries: 2, backoff_ms: 500}
        health: {failure_threshold: 5, recovery_cooldown_secs: 5}
        """,
        simulator: new SimulatorOptions { RecordedRequests = 100_000, Faults = [.. SoakFaults.Rules.Select(FaultRule.Parse)] });

    // Until when a key may not be used for a model, as far as calls that have ended know.
    private readonly Dictionary<(string Key, string Model), List<(long Known, DateTimeOffset Until)>> _parked = [];
    private long _count;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task Every_call_ends_well_or_with_a_typed_error_and_nothing_is_left_behind()
    {
        var (answers, failures, left, checkedKeys, requests) = (0, 0, 0, 0, 0);
        var (memory, threads) = (0L, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var calls = await RoundAsync(round * CallsPerRound).WaitAsync(TimeSpan.FromMinutes(2), Cancellation);
            var seen = _harness.Simulator.Requests.ToLookup(request => int.Parse(Number().Match(request.Body).Groups[1].Value, CultureInfo.InvariantCulture));
            var problems = calls
                .Select(call => Record.Exception(() => call.Check([.. seen[call.Number]])) is { } problem
                    ? $"{call}\n{string.Join('\n', seen[call.Number].Select(request => $"{request} {request.Fault}"))}\n{problem.Message}\n{call.Failure}"
                    : null)
                .OfType<string>()
                .ToList();
            Assert.True(problems.Count == 0, string.Join("\n\n", problems.Take(10)));
            checkedKeys += CheckKeys(calls, seen);
            answers += calls.Count(call => call.Response is not null);
            failures += calls.Count(call => call.Failure is MissyException);
            left += calls.Count(call => call.Left && call.Response is null && call.Failure is not MissyException);
            requests += _harness.Simulator.Requests.Count;
            _harness.Simulator.ClearRequests();
            if (round == 1)
            {
                (memory, threads) = (GC.GetTotalMemory(forceFullCollection: true), ThreadPool.ThreadCount);
            }
        }

        Assert.Equal(Rounds * CallsPerRound, answers + failures + left);
        Assert.True(answers > failures, $"{answers} answers, {failures} failures");
        Assert.True(checkedKeys > 500, $"{checkedKeys} requests came after a rest of their key");
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - memory, long.MinValue, MostGrowth);
        Assert.InRange(ThreadPool.ThreadCount, 1, threads + AtOnce);
        Assert.InRange(_harness.Simulator.Connections, 1, requests);
        await CheckRestAsync();
    }

    // With nothing wrong any more, every provider answers, at once.
    private async Task CheckRestAsync()
    {
        _harness.Simulator.ClearFaults();
        _harness.Clock.Advance(TimeSpan.FromHours(2));
        foreach (var provider in _providers)
        {
            var answer = await _harness.AskAsync(request => request with { Provider = provider });
            Assert.Equal((provider, 1, TimeSpan.Zero), (answer.Provider, answer.Attempts.Count, answer.Attempts[0].Waited));
        }

        Assert.All(_harness.Client.GetCircuits(), circuit => Assert.Equal((CircuitState.Closed, 0), (circuit.State, circuit.Failures)));
    }

    private async Task<SoakCall[]> RoundAsync(int first)
    {
        var calls = new SoakCall[CallsPerRound];
        using var stop = new CancellationTokenSource();
        var clock = RunClockAsync(stop.Token);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, CallsPerRound),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Cancellation },
            async (index, token) => calls[index] = await CallAsync(first + index, token));
        await stop.CancelAsync();
        await clock;
        return calls;
    }

    // Fifty times as fast as the world, so that nobody waits for real.
    private async Task RunClockAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!stop.IsCancellationRequested)
        {
            _harness.Clock.Advance(TimeSpan.FromMilliseconds(250));
            await timer.WaitForNextTickAsync(Cancellation);
        }
    }

    private async Task<SoakCall> CallAsync(int number, CancellationToken token)
    {
        var random = new Random(number);
        var model = SoakFaults.Models[random.Next(SoakFaults.Models.Count)];
        var order = _providers.ToArray();
        random.Shuffle(order);
        var others = random.Next(2) == 0 ? [] : order[1..(2 + random.Next(2))].Select(provider => $"{provider}/{model}").ToArray();
        var call = new SoakCall(number, model, 1 + others.Length, Interlocked.Increment(ref _count)) { Left = random.Next(50) == 0 };
        var request = ClientHarness.Question(SoakCall.Prompt(number), order[0], model) with { Fallback = others };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        try
        {
            if (random.Next(2) == 0)
            {
                stop.CancelAfter(call.Left ? TimeSpan.FromMilliseconds(random.Next(10)) : Timeout.InfiniteTimeSpan);
                call.Response = await _harness.Client.AskAsync(request, _harness.Caller, stop.Token);
            }
            else
            {
                await StreamAsync(call, request, token);
            }
        }
        catch (Exception exception)
        {
            call.Failure = exception;
        }

        call.Ended = Interlocked.Increment(ref _count);
        return call;
    }

    private async Task StreamAsync(SoakCall call, AskRequest request, CancellationToken token)
    {
        call.Pieces = "";
        await foreach (var chunk in _harness.Client.StreamAsync(request, _harness.Caller, token))
        {
            Assert.Null(call.Response);
            call.Pieces += chunk.Kind == "text" ? chunk.Text : "";
            call.Response = chunk.Response;
            if (call.Left)
            {
                return;
            }
        }

        Assert.NotNull(call.Response);
    }

    // A key was chosen after its call began and before its request arrived. So whoever began after the end of the call that
    // was told to leave a key alone, and arrives with that key before its time, has not been told.
    private int CheckKeys(SoakCall[] calls, ILookup<int, RecordedRequest> seen)
    {
        foreach (var call in calls)
        {
            foreach (var (request, attempt) in seen[call.Number].Zip(call.Sent))
            {
                // Not so where the caller left before the answer was read.
                if (SoakFaults.Rest(request.Fault) > 0 && attempt.Status is not null)
                {
                    Park(request, call.Ended);
                }
            }
        }

        var found = 0;
        foreach (var call in calls)
        {
            foreach (var request in seen[call.Number])
            {
                foreach (var (known, until) in Rests(request))
                {
                    if (known < call.Began)
                    {
                        found++;
                        Assert.True(request.Time >= until, $"{call.Number}: {request.Model} with {request.KeyHash} at {request.Time:O}, before {until:O}");
                    }
                }
            }
        }

        return found;
    }

    private void Park(RecordedRequest request, long known)
    {
        var rest = SoakFaults.Rest(request.Fault);
        var model = SoakFaults.IsForAllModels(request.Fault!) ? "" : request.Model!;
        var until = rest == double.MaxValue ? DateTimeOffset.MaxValue : request.Time.AddSeconds(rest);
        if (!_parked.TryGetValue((request.KeyHash!, model), out var rests))
        {
            _parked[(request.KeyHash!, model)] = rests = [];
        }

        rests.Add((known, until));
    }

    private IEnumerable<(long Known, DateTimeOffset Until)> Rests(RecordedRequest request) =>
        new[] { "", request.Model! }.SelectMany(model => _parked.GetValueOrDefault((request.KeyHash!, model), []));

    private static string Settings(string provider)
    {
        var keys = string.Join(", ", Enumerable.Range(1, SoakCall.Keys).Select(number => $"{{key: test-key-soak-{provider}{number}, name: {provider}{number}}}"));
        return $"api_keys: [{keys}], max_wait_seconds: 3, timeout: 20, idle_timeout: 20";
    }

    [GeneratedRegex(@"call-(\d+)\.")]
    private static partial Regex Number();
}
