using Missy.PowerShellTests.Support;
using Xunit;

namespace Missy.PowerShellTests;

/// <summary>What the package of the module is made of. Whether PowerShell can use it, Package.Tests.ps1 tells.</summary>
public sealed class ModulePackageTests(PackedModule module) : IClassFixture<PackedModule>
{
    private static readonly string _root = Path.GetFullPath(Path.Combine(Suites.Folder, "..", ".."));

    private static string[] Listed => File.ReadAllLines(Path.Combine(_root, "src", "Missy.PowerShell", "ModulePackage.txt"));

    [Fact]
    public void It_has_the_listed_files_and_what_makes_it_a_package() =>
        Assert.Equal(
            Listed.Order(StringComparer.Ordinal),
            module.Entries.Where(name => name is not ("Missy.nuspec" or "[Content_Types].xml") && !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal)));

    [Fact]
    public void The_folder_beside_it_has_the_same_files() =>
        Assert.Equal(
            Listed.Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(module.Folder, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(module.Folder, path).Replace('\\', '/'))
                .Order(StringComparer.Ordinal));

    [Fact]
    public void It_holds_the_manifest_the_module_and_no_debris()
    {
        Assert.All(Listed, name => Assert.Matches("^(Missy.psd1$|en-US/|module/)", name));
        Assert.DoesNotContain(Listed, name => Path.GetExtension(name) is ".pdb" or ".xml" && !name.Contains("-Help.", StringComparison.Ordinal));
        Assert.DoesNotContain(Listed, name => name.EndsWith(".deps.json", StringComparison.Ordinal));
        Assert.Contains("module/LICENSE", Listed);
    }

    [Fact]
    public void It_is_the_same_whenever_it_is_packed()
    {
        var again = module.Pack("second");

        Assert.Equal(File.ReadAllBytes(module.Package), File.ReadAllBytes(again));
    }

    [Fact]
    public void It_tells_the_Gallery_what_it_is()
    {
        Assert.Equal("Missy", module.Text("id"));
        Assert.Equal("MIT", module.Text("license"));
        Assert.Equal("module/icon.png", module.Text("icon"));
        Assert.InRange(new FileInfo(Path.Combine(module.Folder, module.Text("icon"))).Length, 1, 20 * 1024);
        Assert.StartsWith("Talk to any language model", module.Text("description"), StringComparison.Ordinal);
        Assert.Equal(Path.GetFileName(module.Folder), module.Text("version"));
        Assert.Empty(module.Text("dependencies"));
    }

    [Fact]
    public void Its_tags_are_those_of_the_manifest_and_its_cmdlets()
    {
        var tags = module.Text("tags").Split(' ');

        Assert.Equal(["PSModule", "AI", "LLM"], tags.Take(3));
        Assert.Contains("PSEdition_Core", tags);
        Assert.Contains("PSCmdlet_Invoke-MissyAsk", tags);
        Assert.Contains("PSCommand_Update-MissyModelCache", tags);

        // The Gallery takes no more.
        Assert.InRange(module.Text("tags").Length, 1, 4000);
    }

    [Fact]
    public void Its_release_notes_are_the_newest_section_of_the_changelog()
    {
        var sections = File.ReadAllText(Path.Combine(_root, "CHANGELOG.md")).Split("\n## ");
        var newest = sections[1][sections[1].IndexOf('\n', StringComparison.Ordinal)..];

        Assert.Equal(newest.Trim(), module.Text("releaseNotes").ReplaceLineEndings("\n").Trim());
    }

    [Theory]
    [InlineData("module/notes.pdb", true, "would not be packed")]
    [InlineData("module/missy-config.schema.json", false, "do not exist")]
    public void One_file_more_or_less_is_an_error(string name, bool isThere, string error)
    {
        var copy = Directory.CreateTempSubdirectory("missy-stray-").FullName;
        try
        {
            foreach (var listed in Listed.Append("LICENSE").Append("CHANGELOG.md"))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(copy, listed))!);
                File.Copy(Path.Combine(_root, listed == "module/LICENSE" ? "LICENSE" : listed), Path.Combine(copy, listed));
            }

            File.Delete(Path.Combine(copy, "module", "LICENSE"));
            File.Delete(Path.Combine(copy, name));
            if (isThere)
            {
                File.WriteAllText(Path.Combine(copy, name), "");
            }

            var (exitCode, output) = DotNet.Run(
                "msbuild", "src/Missy.PowerShell", "-t:AddModuleToPackage", $"-p:RepositoryRoot={copy}{Path.DirectorySeparatorChar}", "-nologo", "-v:quiet");

            Assert.NotEqual(0, exitCode);
            Assert.Contains(Path.GetFileName(name), output, StringComparison.Ordinal);
            Assert.Contains(error, output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }
}
