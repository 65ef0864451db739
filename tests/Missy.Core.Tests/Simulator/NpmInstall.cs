using System.Diagnostics;

namespace Missy.Tests.Simulator;

/// <summary>
/// The official npm clients, of pinned versions, in a folder of their own that goes with the tests. Where there is no node, or the
/// packages do not come in time, <see cref="Missing"/> says so and nothing fails.
/// </summary>
public sealed class NpmInstall : IDisposable
{
    private const string Package = """
        {"private": true, "type": "module", "dependencies": {"openai": "7.55.0", "@anthropic-ai/sdk": "1.11.0", "ollama": "0.6.4"}}
        """;

    // Whoever needs the test waits for a slow registry.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(IsRequired ? 180 : 20);
    private readonly string _folder = Directory.CreateTempSubdirectory("missy-npm-").FullName;

    public NpmInstall()
    {
        File.WriteAllText(Path.Combine(_folder, "package.json"), Package);
        Missing = Install();
    }

    /// <summary>Whether <c>MISSY_REQUIRE_NPM=1</c> says that they must be had.</summary>
    public static bool IsRequired => Environment.GetEnvironmentVariable("MISSY_REQUIRE_NPM") == "1";

    /// <summary>Why the clients cannot be used; null when they can.</summary>
    public string? Missing { get; }

    /// <summary>Runs a script that may import them, and gives what it wrote.</summary>
    public string Run(string script, string argument)
    {
        var copy = Path.Combine(_folder, Path.GetFileName(script));
        File.Copy(script, copy, overwrite: true);
        var (exitCode, output, error) = Start("node", copy, argument) ?? (-1, "", "node did not end in time.");
        Assert.True(exitCode == 0, error);
        return output;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string? Install()
    {
        try
        {
            // npm is a script, which Windows starts by its shell alone.
            string[] npm = OperatingSystem.IsWindows() ? ["cmd", "/c", "npm"] : ["npm"];
            return Start([.. npm, "install", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]) switch
            {
                null => $"npm did not bring the clients within {Limit.TotalSeconds} seconds.",
                (not 0, _, var error) => $"npm could not bring the clients: {error}",
                _ => null,
            };
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "There is no node with npm.";
        }
    }

    private (int ExitCode, string Output, string Error)? Start(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (process.WaitForExit(Limit))
        {
            return (process.ExitCode, output.Result, error.Result);
        }

        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return null;
    }
}
