using System.Diagnostics;
using System.Text;

namespace Missy.PowerShellTests.Support;

/// <summary>
/// One run of Pester over all suites, some in each of several PowerShells: without profile, with an empty home folder, without
/// keys in the environment, and with no modules in reach but PowerShell's own and Pester.
/// </summary>
public sealed class PesterRun : IDisposable
{
    private const int NoPester = 86;

    // Much of what the suites do is waiting.
    private const int Shells = 2;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    private readonly string _folder = Directory.CreateTempSubdirectory("missy-pester-").FullName;
    private readonly Dictionary<string, SuiteResult> _results = [];

    public PesterRun()
    {
        if (PowerShellProgram.Find() is not { } program)
        {
            Missing = "There is no PowerShell: none in MISSY_PWSH, on the PATH or restored from the tool manifest.";
            return;
        }

        var runs = new (int ExitCode, string Output, Dictionary<string, SuiteResult> Results)[Shells];
        Parallel.For(0, Shells, at => runs[at] = Run(program, Suites.Names.Where((_, place) => place % Shells == at), Path.Combine(_folder, $"{at}")));
        Output = string.Join('\n', runs.Select(run => run.Output));
        _results = runs.SelectMany(run => run.Results).ToDictionary();
        Missing = runs.Any(run => run.ExitCode == NoPester) ? "PowerShell has no Pester of version 5." : null;
    }

    /// <summary>Why nothing could be run; null when it was.</summary>
    public string? Missing { get; }

    /// <summary>What PowerShell wrote.</summary>
    public string Output { get; } = "";

    public SuiteResult Result(string file) =>
        _results.TryGetValue(file, out var result) ? result : new SuiteResult(0, 0, [$"Pester reported nothing of it.\n{Output}"]);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static (int ExitCode, string Output, Dictionary<string, SuiteResult> Results) Run(IReadOnlyList<string> program, IEnumerable<string> suites, string home)
    {
        Directory.CreateDirectory(home);
        var report = Path.Combine(home, "report.xml");
        var setupReport = Path.Combine(home, "setup.txt");
        var start = new ProcessStartInfo(program[0])
        {
            WorkingDirectory = Path.GetFullPath(Path.Combine(Suites.Folder, "..", "..")),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        string[] arguments =
        [
            .. program.Skip(1), "-NoProfile", "-NonInteractive", "-File", Path.Combine(Suites.Folder, "Support", "Run-Pester.ps1"),
            "-Suites", string.Join(',', suites), "-Report", report, "-SetupReport", setupReport,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        Clean(start.Environment, home);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"PowerShell did not end within {Limit.TotalMinutes} minutes.\n{output.Result}\n{error.Result}", []);
        }

        var results = File.Exists(report) && File.Exists(setupReport) ? NUnitReport.Read(report, setupReport) : [];
        return (process.ExitCode, output.Result + error.Result, results);
    }

    private static void Clean(IDictionary<string, string?> environment, string home)
    {
        foreach (var name in environment.Keys.Where(IsOurs).ToList())
        {
            environment.Remove(name);
        }

        environment["HOME"] = home;
        environment["USERPROFILE"] = home;
        environment["XDG_CONFIG_HOME"] = Path.Combine(home, "config");
        environment["XDG_DATA_HOME"] = Path.Combine(home, "data");
        environment["XDG_CACHE_HOME"] = Path.Combine(home, "cache");
        environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        environment["POWERSHELL_UPDATECHECK"] = "Off";
        environment["NO_COLOR"] = "1";
    }

    private static bool IsOurs(string name) =>
        name.StartsWith("MISSY_", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("_API_KEY", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("_TOKEN", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase);
}
