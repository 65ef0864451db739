using System.Diagnostics;
using Missy.Benchmarks.Harness;

namespace Missy.Benchmarks.Processes;

/// <summary>One question as a whole process, as a job step or a key binding runs it.</summary>
internal sealed class OneShotBenchmark : IBenchmark
{
    /// <summary>The command-line word by which this program does nothing.</summary>
    public const string NothingWord = "nothing";

    private const string Bare = "bare pwsh";
    private const string Ahead = "missy, compiled ahead";
    private const string Portable = "missy, for any platform";
    private const string Nothing = "a .NET program that does nothing";

    public string Name => "oneshot";

    public async Task RunAsync(Report report, ServerProcess server)
    {
        using var home = new Home(server.Short);
        var ahead = Programs.PublishCommandLine(home);
        var race = await Race.RunAsync(
            11,
            1,
            WholeOf("pwsh", () => Programs.RunPowerShell(home, $"Import-Module '{Programs.Module}'; ask hi")),
            WholeOf(Bare, () => Programs.RunPowerShell(home, "'hi'")),
            WholeOf(Ahead, () => Programs.Run(home, "dotnet", ahead, "ask", "hi")),
            WholeOf(Portable, () => Programs.Run(home, "dotnet", Programs.CommandLine, "ask", "hi")),
            WholeOf(Nothing, () => Programs.Run(home, "dotnet", typeof(OneShotBenchmark).Assembly.Location, NothingWord)));
        var more = race.Difference("pwsh", Bare);
        report.Add(new Row(
            "`pwsh -c \"Import-Module …; ask hi\"`",
            Figure.Time(race.Time("pwsh")),
            $"{Bare}: {Figure.Time(race.Time(Bare))}",
            $"+ {Figure.Time(more)}",
            "≤ + 250 ms",
            more <= 250e6));
        report.Add(new Row(
            "`missy ask hi`",
            Figure.Time(race.Time(Ahead)),
            $"{Nothing}: {Figure.Time(race.Time(Nothing))}",
            Figure.Ratio(race.Ratio(Ahead, Nothing)),
            "≤ 200 ms",
            race.Time(Ahead) <= 200e6));
        report.Compare("… the package for any platform", race, Portable, Nothing);
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
