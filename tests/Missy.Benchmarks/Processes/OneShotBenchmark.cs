using System.Diagnostics;
using Missy.Benchmarks.Harness;

namespace Missy.Benchmarks.Processes;

/// <summary>One question as a whole process, as a job step or a key binding runs it.</summary>
internal sealed class OneShotBenchmark : IBenchmark
{
    /// <summary>The command-line word by which this program does nothing.</summary>
    public const string NothingWord = "nothing";

    private const string Bare = "bare pwsh";
    private const string Module = "module, compiled ahead";
    private const string PortableModule = "module, for any platform";
    private const string Ahead = "missy, compiled ahead";
    private const string Portable = "missy, for any platform";
    private const string Nothing = "a .NET program that does nothing";

    public string Name => "oneshot";

    public async Task RunAsync(Report report, ServerProcess server)
    {
        using var home = new Home(server.Short);
        var ahead = Programs.PublishCommandLine(home);
        var module = Programs.PackModule(home);
        var race = await Race.RunAsync(
            11,
            1,
            WholeOf(Module, () => Programs.RunPowerShell(home, $"Import-Module '{module}'; ask hi")),
            WholeOf(PortableModule, () => Programs.RunPowerShell(home, $"Import-Module '{Programs.Module}'; ask hi")),
            WholeOf(Bare, () => Programs.RunPowerShell(home, "'hi'")),
            WholeOf(Ahead, () => Programs.Run(home, "dotnet", ahead, "ask", "hi")),
            WholeOf(Portable, () => Programs.Run(home, "dotnet", Programs.CommandLine, "ask", "hi")),
            WholeOf(Nothing, () => Programs.Run(home, "dotnet", typeof(OneShotBenchmark).Assembly.Location, NothingWord)));
        More(report, race, "`pwsh -c \"Import-Module Missy; ask hi\"`, compiled ahead", Module, 250e6);
        More(report, race, "… with the files for any platform", PortableModule, null);
        report.Add(new Row(
            "`missy ask hi`, compiled ahead",
            Figure.Time(race.Time(Ahead)),
            $"{Nothing}: {Figure.Time(race.Time(Nothing))}",
            Figure.Ratio(race.Ratio(Ahead, Nothing)),
            "≤ 200 ms",
            race.Time(Ahead) <= 200e6));
        report.Compare("… with the files for any platform", race, Portable, Nothing);
    }

    private static void More(Report report, Race race, string what, string name, double? limit)
    {
        var more = race.Difference(name, Bare);
        report.Add(new Row(
            what,
            Figure.Time(race.Time(name)),
            $"{Bare}: {Figure.Time(race.Time(Bare))}",
            $"+ {Figure.Time(more)}",
            limit is null ? "" : $"≤ + {Figure.Time(limit.Value)}",
            limit is null ? null : more <= limit));
    }

    private static Contender WholeOf(string name, Func<string> run) => new(name, _ =>
    {
        var started = Stopwatch.GetTimestamp();
        if (run().Length == 0)
        {
            throw new InvalidOperationException($"{name} wrote nothing.");
        }

        return Task.FromResult(Stopwatch.GetElapsedTime(started));
    });
}
