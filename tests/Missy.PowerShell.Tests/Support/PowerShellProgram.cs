using System.Diagnostics;
using System.Text.Json;

namespace Missy.PowerShellTests.Support;

/// <summary>Finds a PowerShell to run: MISSY_PWSH, else the PATH, else the tool manifest of the repository.</summary>
internal static class PowerShellProgram
{
    /// <summary>The command to start, as program and leading arguments; null when there is none.</summary>
    public static IReadOnlyList<string>? Find()
    {
        if (Environment.GetEnvironmentVariable("MISSY_PWSH") is { Length: > 0 } named)
        {
            return [named];
        }

        var name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
        return onPath is not null ? [onPath] : OfManifest();
    }

    private static IReadOnlyList<string>? OfManifest()
    {
        var root = Path.GetFullPath(Path.Combine(Suites.Folder, "..", ".."));
        var manifest = Path.Combine(root, ".config", "dotnet-tools.json");
        if (!File.Exists(manifest))
        {
            return null;
        }

        using var document = JsonDocument.Parse(File.ReadAllText(manifest));
        if (!document.RootElement.GetProperty("tools").TryGetProperty("powershell", out _))
        {
            return null;
        }

        // The tool runs only where it has been restored; nothing here restores it.
        var start = new ProcessStartInfo("dotnet", ["tool", "run", "pwsh", "--", "-Version"])
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? ["dotnet", "tool", "run", "pwsh", "--"] : null;
    }
}
