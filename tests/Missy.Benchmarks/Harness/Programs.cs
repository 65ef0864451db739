using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Missy.Benchmarks.Harness;

/// <summary>Other programs, run in the home of a benchmark, and what they are run on.</summary>
internal static class Programs
{
    private static readonly Dictionary<string, string?> _metadata = typeof(Programs).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .ToDictionary(static entry => entry.Key, static entry => entry.Value);

    /// <summary>The repository's folder.</summary>
    public static string Root => _metadata["Root"]!;

    /// <summary>The manifest of Missy's module, as it was built.</summary>
    public static string Module => Path.Combine(Root, "Missy.psd1");

    /// <summary>The manifest of the module that does nothing.</summary>
    public static string EmptyModule => Path.Combine(Root, "tests", "EmptyModule", "bin", "EmptyModule.psd1");

    /// <summary>The <c>missy</c> command as it is built, which runs anywhere.</summary>
    public static string CommandLine => Path.Combine(Root, "src", "Missy.Cli", "bin", _metadata["Configuration"]!, "net10.0", "missy.dll");

    /// <summary>The PowerShell to run: <c>MISSY_PWSH</c>, else the one of the <c>PATH</c>.</summary>
    public static string PowerShell => Environment.GetEnvironmentVariable("MISSY_PWSH") is { Length: > 0 } named ? named : "pwsh";

    /// <summary>Publishes the <c>missy</c> command as the package for this platform has it, compiled ahead.</summary>
    /// <param name="home">Where to.</param>
    /// <returns>The file to run.</returns>
    public static string PublishCommandLine(Home home)
    {
        var folder = Path.Combine(home.Folder, "missy");
        Make("publish", "Missy.Cli", folder, "-r", RuntimeInformation.RuntimeIdentifier);
        return Path.Combine(folder, "missy.dll");
    }

    /// <summary>Packs the module with what is compiled ahead for this platform.</summary>
    /// <param name="home">Where to.</param>
    /// <returns>The manifest to import.</returns>
    public static string PackModule(Home home)
    {
        var folder = Path.Combine(home.Folder, "module");
        Make("pack", "Missy.PowerShell", folder);
        return Directory.GetFiles(folder, "Missy.psd1", SearchOption.AllDirectories).Single();
    }

    /// <summary>Runs a command in a new PowerShell and gives what it wrote.</summary>
    /// <param name="home">The home folder.</param>
    /// <param name="command">The command.</param>
    public static string RunPowerShell(Home home, string command) => Run(home, PowerShell, "-NoProfile", "-NonInteractive", "-Command", command);

    /// <summary>Runs a command in a new PowerShell that writes one number.</summary>
    /// <param name="home">The home folder.</param>
    /// <param name="command">The command.</param>
    public static double Measure(Home home, string command) =>
        double.Parse(RunPowerShell(home, $"$({command}).ToString([cultureinfo]::InvariantCulture)"), CultureInfo.InvariantCulture);

    private static void Make(string verb, string project, string folder, params string[] more) => Run(
        null,
        "dotnet",
        [
            verb, Path.Combine(Root, "src", project), "-c", _metadata["Configuration"]!, "-o", folder,
            $"-p:ReadyToRunFor={RuntimeInformation.RuntimeIdentifier}", "-v", "quiet", "--nologo", .. more,
        ]);

    /// <summary>Runs a program to its end and gives what it wrote.</summary>
    /// <param name="home">The home folder; null = the user's own.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static string Run(Home? home, string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        if (home is not null)
        {
            start.Environment[OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME"] = home.Folder;
        }

        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        start.Environment.Remove("MISSY_CONFIG");
        start.Environment.Remove("MISSY_PROVIDER");
        start.Environment.Remove("MISSY_MODEL");
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 && errors.Result.Length == 0
            ? output.Trim()
            : throw new InvalidOperationException($"{program} {string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}: {errors.Result}{output}");
    }
}
