using Missy.Configuration;

namespace Missy.Tests.Configuration;

public sealed class LocationTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("missy-location-");

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public void The_callers_path_wins_over_the_variable_and_the_variable_over_the_default()
    {
        var (argument, variable) = (Path.Combine(_home.FullName, "a.yaml"), Path.Combine(_home.FullName, "b.yaml"));
        Assert.Equal(new(argument, ConfigPathSource.Argument), ConfigLocation.Resolve(argument, new FakeEnvironment(_home.FullName, variable)));
        Assert.Equal(new(variable, ConfigPathSource.Environment), ConfigLocation.Resolve(" ", new FakeEnvironment(_home.FullName, variable)));
        Assert.Equal(
            new(Path.Combine(_home.FullName, ".missy", "config.yaml"), ConfigPathSource.Default),
            ConfigLocation.Resolve(null, new FakeEnvironment(_home.FullName, "")));
    }

    [Theory]
    [InlineData("~/x.yaml")]
    [InlineData("~\\x.yaml")]
    public void A_tilde_is_the_home_folder_in_both_places(string path)
    {
        var environment = new FakeEnvironment(_home.FullName, path);
        Assert.StartsWith(_home.FullName, ConfigLocation.Resolve(path, environment).Path, StringComparison.Ordinal);
        Assert.StartsWith(_home.FullName, ConfigLocation.Resolve(null, environment).Path, StringComparison.Ordinal);
        Assert.Equal("~user/x", ConfigLocation.ExpandHome("~user/x", environment));
    }

    [Fact]
    public void Without_a_home_folder_there_is_no_default_and_reading_it_gives_the_empty_configuration()
    {
        var location = ConfigLocation.Resolve(null, new FakeEnvironment(null));
        Assert.Equal(new(null, ConfigPathSource.None), location);
        Assert.Empty(ConfigReader.ReadAt(location, Reading.Known).Diagnostics);
    }

    [Fact]
    public void A_missing_default_file_is_no_finding_and_a_missing_named_one_is()
    {
        var byDefault = ConfigReader.ReadAt(ConfigLocation.Resolve(null, new FakeEnvironment(_home.FullName)), Reading.Known);
        Assert.Empty(byDefault.Diagnostics);
        Assert.False(byDefault.Refused);

        var missing = Path.Combine(_home.FullName, "missing", "x.yaml");
        var named = ConfigReader.ReadAt(ConfigLocation.Resolve(missing, new FakeEnvironment(null)), Reading.Known);
        Assert.Equal((DiagnosticCodes.FileNotFound, missing, 1), (Assert.Single(named.Diagnostics).Code, named.Diagnostics[0].File, named.Diagnostics[0].Line));
        Assert.True(named.Refused);
        var byVariable = ConfigReader.ReadAt(ConfigLocation.Resolve(null, new FakeEnvironment(null, missing)), Reading.Known);
        Assert.Equal(named.Diagnostics, byVariable.Diagnostics);
    }

    [Theory]
    [InlineData(new byte[] { 0x77, 0x3A, 0x20, 0xFF }, DiagnosticCodes.NotUtf8)]
    [InlineData(new byte[] { 0xC3 }, DiagnosticCodes.NotUtf8)]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x61, 0x00 }, DiagnosticCodes.NotUtf8)]
    public void A_file_that_is_not_utf8_is_refused(byte[] content, string code)
    {
        var path = Path.Combine(_home.FullName, "bytes.yaml");
        File.WriteAllBytes(path, content);
        Assert.Equal(code, Assert.Single(ConfigReader.ReadFile(path, Reading.Known).Diagnostics).Code);
    }

    [Fact]
    public void A_file_with_a_byte_order_mark_reads_as_any_other()
    {
        var path = Path.Combine(_home.FullName, "bom.yaml");
        File.WriteAllBytes(path, [0xEF, 0xBB, 0xBF, .. "watch: false"u8]);
        var result = ConfigReader.ReadFile(path, Reading.Known);
        Assert.Empty(result.Diagnostics);
        Assert.False(result.Config.Watch);
    }

    [Fact]
    public void A_file_that_is_too_large_or_a_folder_is_refused()
    {
        var path = Path.Combine(_home.FullName, "large.yaml");
        File.WriteAllText(path, "#" + new string('x', 1024 * 1024));
        Assert.Equal(DiagnosticCodes.FileTooLarge, Assert.Single(ConfigReader.ReadFile(path, Reading.Known).Diagnostics).Code);
        Assert.Equal(DiagnosticCodes.FileUnreadable, Assert.Single(ConfigReader.ReadFile(_home.FullName, Reading.Known).Diagnostics).Code);
    }
}
