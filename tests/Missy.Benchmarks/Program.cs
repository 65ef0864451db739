using Missy.Benchmarks.Core;
using Missy.Benchmarks.Harness;
using Missy.Benchmarks.PowerShell;
using Missy.Benchmarks.Processes;

// What this program is for is in its table; `dotnet run -c Release --project tests/Missy.Benchmarks` prints it.
if (args is [ServerProcess.Word])
{
    ServerProcess.Serve();
    return 0;
}

if (args is [OneShotBenchmark.NothingWord])
{
    Console.WriteLine("nothing");
    return 0;
}

IBenchmark[] all =
[
    new ImportBenchmark(),
    new OneShotBenchmark(),
    new LoopBenchmark(),
    new CallBenchmark(),
    new StreamBenchmark(),
    new InFlightBenchmark(),
    new RefusalBenchmark(),
    new RoutingBenchmark(),
    new ReloadBenchmark(),
    new GrowthBenchmark(),
];
var chosen = args.Length == 0 ? all : [.. all.Where(benchmark => args.Contains(benchmark.Name))];
if (chosen.Length < args.Length)
{
    Console.Error.WriteLine($"Known are: {string.Join(", ", all.Select(static benchmark => benchmark.Name))}. Without a name all are run.");
    return 2;
}

var report = new Report();
using (var server = ServerProcess.Start())
{
    foreach (var benchmark in chosen)
    {
        await benchmark.RunAsync(report, server);
    }
}

Console.WriteLine(report);
return report.IsMet ? 0 : 1;
