using Missy.Benchmarks.Harness;

namespace Missy.Benchmarks.Core;

/// <summary>Whether memory grows with the number of calls.</summary>
internal sealed class GrowthBenchmark : IBenchmark
{
    private const int Calls = 100_000;

    public string Name => "growth";

    public async Task RunAsync(Report report, ServerProcess server)
    {
        using var home = new Home(server.Short);
        using var client = Asking.NewClient(home, static () => new FakeHandler());
        var caller = new CallerState();
        await AskAsync(client, caller, Calls / 10);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await AskAsync(client, caller, Calls);
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        report.Add(new Row(
            $"{Calls:#,0} calls: the heap grows by",
            $"{(grown < 0 ? "-" : "")}{Figure.Size(Math.Abs(grown))}",
            "",
            "",
            "≤ 5.00 MiB",
            grown <= 5 * 1024 * 1024));
    }

    private static async Task AskAsync(MissyClient client, CallerState caller, int calls)
    {
        for (var done = 0; done < calls; done++)
        {
            await client.AskAsync(Asking.NewRequest(), caller, default);
        }
    }
}
