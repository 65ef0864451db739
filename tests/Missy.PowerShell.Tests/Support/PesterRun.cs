using System.Diagnostics;
using System.Text;

namespace Missy.PowerShellTests.Support;

/// <summary>
/// One run of Pester over all suites, in a PowerShell of its own: without profile, with an empty home folder, without keys in
/// the environment, and with no modules in reach but PowerShell's own and Pester.
/// </summary>
public sealed class PesterRun : IDisposable
{
    private const int NoPester = 86;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    private readonly string _home = Directory.CreateTempSubdirectory("missy-pester-").FullName;
    private readonly Dictionary<string, SuiteResult> _results = [];

    public PesterRun()
    {
        if (PowerShellProgram.Find() is not { } program)
        {
            Missing = "There is no PowerShell: none in MISSY_PWSH, on the PATH or restored from the tool manifest.";
            return;
        }

        var report = Path.Combine(_home, "report.xml");
        var setupReport = Path.Combine(_home, "setup.txt");
        var (exitCode, output) = Run(program, report, setupReport);
        Output = output;
        if (exitCode == NoPester)
        {
            Missing = "PowerShell has no Pester of version 5.";
        }
        else if (File.Exists(report) && File.Exists(setupReport))
        {
            _results = NUnitReport.Read(report, setupReport);
        }
    }

    /// <summary>Why nothing could be run; null when it was.</summary>
    public string? Missing { get; }

    /// <summary>What PowerShell wrote.</summary>
    public string Output { get; } = "";

    public SuiteResult Result(string file) =>
        _results.TryGetValue(file, out var result) ? result : new SuiteResult(0, 0, [$"Pester reported nothing of it.\n{Output}"]);

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private (int ExitCode, string Output) Run(IReadOnlyList<string> program, string report, string setupReport)
    {
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
            "-Folder", Suites.Folder, "-Report", report, "-SetupReport", setupReport,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        Clean(start.Environment);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"PowerShell did not end within {Limit.TotalMinutes} minutes.\n{output.Result}\n{error.Result}");
        }

        return (process.ExitCode, output.Result + error.Result);
    }

    private void Clean(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(IsOurs).ToList())
        {
            environment.Remove(name);
        }

        environment["HOME"] = _home;
        environment["USERPROFILE"] = _home;
        environment["XDG_CONFIG_HOME"] = Path.Combine(_home, "config");
        environment["XDG_DATA_HOME"] = Path.Combine(_home, "data");
        environment["XDG_CACHE_HOME"] = Path.Combine(_home, "cache");

        // What a suite leaves in the folder for temporary files goes with the home.
        environment["TMPDIR"] = environment["TMP"] = environment["TEMP"] = Directory.CreateDirectory(Path.Combine(_home, "tmp")).FullName;
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
