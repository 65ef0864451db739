using Missy.Configuration;
using Missy.Configuration.Files;
using Missy.Tests.Client;
using Missy.Tests.Support;

namespace Missy.Tests.Secrets;

/// <summary>Real files: what is checked is the open file, at the first load as at each further one.</summary>
public sealed class ConfigFileSafetyTests : IDisposable
{
    private const string Yaml = "providers: { it: { name: simulator } }\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("missy-safety-");

    public ConfigFileSafetyTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Modes are a thing of Unix.");

    private string File1 => Path.Combine(_folder.FullName, "config.yaml");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("600", false, null)]
    [InlineData("644", false, null)]
    [InlineData("664", false, DiagnosticCodes.DoubtfulFile)]
    [InlineData("666", true, DiagnosticCodes.UnsafeFile)]
    [InlineData("622", true, DiagnosticCodes.UnsafeFile)]
    public void The_mode_decides(string mode, bool refused, string? code)
    {
        UnixFile.Write(File1, Yaml, mode);

        var result = Read(File1);

        Assert.Equal(refused, result.Refused);
        Assert.Equal(code is null ? [] : [code], result.Diagnostics.Select(found => found.Code));
        Assert.Equal(refused ? 0 : 1, result.Config.Providers.Count);
        if (code is not null)
        {
            Assert.Equal($"Run: chmod 600 {File1}", result.Diagnostics[0].Remedy);
            Assert.Equal(File1, result.Diagnostics[0].File);
        }
    }

    [Fact]
    public void A_link_is_judged_by_the_file_behind_it()
    {
        var target = Path.Combine(_folder.FullName, "real.yaml");
        UnixFile.Write(target, Yaml, "666");
        File.CreateSymbolicLink(File1, target);
        Assert.True(Read(File1).Refused);

        UnixFile.SetMode(target, "600");
        Assert.Empty(Read(File1).Diagnostics);
    }

    [Fact]
    public void Another_users_file_is_refused_whatever_its_mode()
    {
        Assert.SkipUnless(UnixFile.IsRoot, "Only root can give a file away.");
        UnixFile.Write(File1, Yaml, "600");
        UnixFile.GiveTo(File1, 4321, 4321);

        var found = Assert.Single(Read(File1).Diagnostics);

        Assert.Equal((DiagnosticCodes.UnsafeFile, $"If you trust what is in it, run: sudo chown 0 {File1}"), (found.Code, found.Remedy));
        Assert.Contains("id 4321", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_group_counts_only_when_it_is_the_users_own()
    {
        Assert.SkipUnless(UnixFile.IsRoot, "Only root can give a file to any group.");
        UnixFile.Write(File1, Yaml, "664");
        UnixFile.GiveTo(File1, 0, 4321);

        Assert.Equal(DiagnosticCodes.UnsafeFile, Assert.Single(Read(File1).Diagnostics).Code);
    }

    [Fact]
    public async Task A_file_that_became_writable_is_refused_at_the_next_load_too()
    {
        using var harness = new ClientHarness(Yaml);
        await harness.AskAsync("hi", "it");

        File.AppendAllText(harness.ConfigPath, "# changed\n");
        UnixFile.SetMode(harness.ConfigPath, "666");
        var reload = harness.Client.ReloadConfig();

        Assert.Equal(ConfigReloadOutcome.Refused, reload.Outcome);
        Assert.Contains($"chmod 600 {harness.ConfigPath}", reload.Refusal().Message, StringComparison.Ordinal);
        await harness.AskAsync("hi", "it");
    }

    [Fact]
    public void A_file_of_ours_passes_its_own_check()
    {
        ConfigFileWriter.WriteNew(File1, Yaml, overwrite: false);

        Assert.Empty(Read(File1).Diagnostics);
    }

    [Fact]
    public void The_owner_of_an_open_file_is_told()
    {
        UnixFile.Write(File1, Yaml, "600");
        using var file = File.OpenHandle(File1);

        var owner = LibC.OwnerOf(file);

        Assert.Equal(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS() ? LibC.EffectiveUser : null, owner?.Owner);
    }

    private static ConfigResult Read(string path) => ConfigReader.ReadFile(path, new KnownNames(["simulator"], []));
}
