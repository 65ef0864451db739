using Missy.Benchmarks.Harness;

namespace Missy.Benchmarks.Core;

/// <summary>What a call costs: the core's own work, and over loopback beside a hand-written loop.</summary>
internal sealed class CallBenchmark : IBenchmark
{
    public string Name => "call";

    public async Task RunAsync(Report report, ServerProcess server)
    {
        using var home = new Home(server.Short);
        var caller = new CallerState();
        using (var client = Asking.NewClient(home, static () => new FakeHandler()))
        using (var http = Asking.NewHttp(new FakeHandler()))
        {
            var race = await Race.RunAsync(
                15,
                4000,
                Contender.Of("Missy", () => client.AskAsync(Asking.NewRequest(), caller, default)),
                Contender.Of("by hand", () => Asking.ByHandAsync(http, server.Short)));
            report.Add(new Row(
                "a call without a connection: the core's own work",
                Figure.Time(race.Time("Missy")),
                $"by hand: {Figure.Time(race.Time("by hand"))}",
                "",
                "≤ 25.0 µs",
                race.Time("Missy") <= 25_000));
            report.Add(new Row("… and what it allocates", Figure.Size(await AllocatedAsync(2000, client, caller)), "", "", "", null));
        }

        using (var client = Asking.NewClient(home))
        using (var http = Asking.NewHttp())
        {
            var race = await Race.RunAsync(
                15,
                1000,
                Contender.Of("Missy", () => client.AskAsync(Asking.NewRequest(), caller, default)),
                Contender.Of("by hand", () => Asking.ByHandAsync(http, server.Short)));
            report.Compare("a call over loopback", race, "Missy", "by hand", 1.5);
        }
    }

    private static async Task<double> AllocatedAsync(int repeats, MissyClient client, CallerState caller)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var done = 0; done < repeats; done++)
        {
            await client.AskAsync(Asking.NewRequest(), caller, default);
        }

        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)repeats;
    }
}
