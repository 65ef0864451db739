using Missy.Benchmarks.Harness;

namespace Missy.Benchmarks.Core;

/// <summary>Many calls at once: how many a second, and what each holds while it waits.</summary>
internal sealed class InFlightBenchmark : IBenchmark
{
    public string Name => "inflight";

    public async Task RunAsync(Report report, ServerProcess server)
    {
        using var home = new Home(server.Short);
        using var client = Asking.NewClient(home);
        using var http = Asking.NewHttp();
        var caller = new CallerState();
        foreach (var atOnce in new[] { 32, 64, 1000 })
        {
            var race = await Race.RunAsync(
                atOnce < 1000 ? 11 : 5,
                Math.Max(2000, 4 * atOnce),
                Contender.OfAll("Missy", repeats => AtOnceAsync(atOnce, repeats, () => client.AskAsync(Asking.NewRequest(), caller, default))),
                Contender.OfAll("by hand", repeats => AtOnceAsync(atOnce, repeats, () => Asking.ByHandAsync(http, server.Short))));
            var rate = 1 / race.Ratio("Missy", "by hand");
            report.Add(new Row(
                $"calls a second, {atOnce} in flight",
                Figure.Rate(race.Time("Missy")),
                $"by hand: {Figure.Rate(race.Time("by hand"))}",
                Figure.Ratio(rate),
                atOnce == 32 ? "≥ 0.60 ×" : "",
                atOnce == 32 ? rate >= 0.6 : null));
        }

        using var slowHome = new Home(server.Slow);
        foreach (var atOnce in new[] { 64, 1000 })
        {
            using var slow = Asking.NewClient(slowHome);
            using var bare = Asking.NewHttp();
            var mine = await HeldAsync(atOnce, () => slow.AskAsync(Asking.NewRequest(), caller, default));
            var other = await HeldAsync(atOnce, () => Asking.ByHandAsync(bare, server.Slow));
            report.Add(new Row(
                $"memory of each of {atOnce} calls in flight",
                Figure.Size(mine),
                $"by hand: {Figure.Size(other)}",
                Figure.Ratio(mine / other),
                atOnce == 1000 ? "≤ 25.0 KiB" : "",
                atOnce == 1000 ? mine <= 25 * 1024 : null));
        }
    }

    private static Task AtOnceAsync(int atOnce, int repeats, Func<Task> call)
    {
        var left = repeats;
        return Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await call();
            }
        })));
    }

    // What the heap has more while all of them wait for their answer's first byte.
    private static async Task<double> HeldAsync(int atOnce, Func<Task> call)
    {
        await call();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var calls = new Task[atOnce];
        for (var index = 0; index < atOnce; index++)
        {
            calls[index] = call();
        }

        await Task.Delay(ServerProcess.Wait / 2);
        if (calls.Any(static running => running.IsCompleted))
        {
            throw new InvalidOperationException("Some calls have ended already; the machine is too busy to count.");
        }

        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        await Task.WhenAll(calls);
        return held / (double)atOnce;
    }
}
