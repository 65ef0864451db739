using System.Diagnostics;
using System.IO.Compression;

namespace Missy.Tests.Cli;

/// <summary>The package of the command: what is in it, and that it installs and runs.</summary>
public sealed class ToolPackageTests : IDisposable
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private readonly string _folder = Directory.CreateTempSubdirectory("missy-tool-").FullName;

    [Fact]
    public async Task It_installs_from_its_own_package_and_answers()
    {
        await DotNet("pack", ProjectFolder, "--no-build", "-c", Configuration, "-o", _folder, "-v", "quiet", "--nologo");
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "nuget.config"),
            """<configuration><packageSources><clear/><add key="here" value="."/></packageSources></configuration>""",
            TestContext.Current.CancellationToken);

        Assert.DoesNotContain(Entries(), name => Path.GetExtension(name) is ".pdb" || (name.StartsWith("tools/", StringComparison.Ordinal) && name.EndsWith("y.xml", StringComparison.Ordinal)));
        Assert.Superset(new HashSet<string> { "LICENSE", "README.md", "THIRD-PARTY-NOTICES.txt", "icon.png" }, Entries().ToHashSet());

        // Beside the page of a package are no files: no picture, and no link but to elsewhere.
        var readme = Text("README.md");
        Assert.DoesNotMatch(@"!\[|\]\((?!https?:)", readme);
        Assert.StartsWith("# Missy\n\nTalk to any language model from PowerShell or from any shell, and stay in control of which one answers.\n\nFrom", readme, StringComparison.Ordinal);
        Assert.EndsWith("Licence: MIT.\n", readme, StringComparison.Ordinal);
        Assert.Contains("docs/routing.md has all of it", readme, StringComparison.Ordinal);

        var tools = Path.Combine(_folder, "tools");
        await DotNet("tool", "install", "Missy.Cli", "--tool-path", tools, "--configfile", Path.Combine(_folder, "nuget.config"));
        var missy = Path.Combine(tools, OperatingSystem.IsWindows() ? "missy.exe" : "missy");

        Assert.Equal(typeof(MissyClient).Assembly.GetName().Version!.ToString(3), (await Run(missy, "--version")).Trim());
        Assert.Contains("simulated", await Run(missy, "ask", "hi", "--provider", "simulator"), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string ProjectFolder => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(MissyProcess.Assembly)!, "..", "..", ".."));

    private List<string> Entries()
    {
        using var package = ZipFile.OpenRead(Directory.GetFiles(_folder, "*.nupkg").Single());
        return [.. package.Entries.Select(entry => entry.FullName)];
    }

    private string Text(string entry)
    {
        using var package = ZipFile.OpenRead(Directory.GetFiles(_folder, "*.nupkg").Single());
        using var reader = new StreamReader(package.GetEntry(entry)!.Open());
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private Task<string> DotNet(params string[] arguments) => Run(MissyProcess.Host, arguments);

    private async Task<string> Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MISSY_CONFIG"] = Path.Combine(_folder, "config.yaml");
        if (program != MissyProcess.Host)
        {
            // What it notes down of its calls is not the user's.
            start.Environment["HOME"] = start.Environment["USERPROFILE"] = _folder;
        }

        await File.WriteAllTextAsync(Path.Combine(_folder, "config.yaml"), "config_version: 2\n", TestContext.Current.CancellationToken);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}\n{output}\n{await error}");
        return output;
    }
}
