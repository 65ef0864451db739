using Missy.Configuration.Files;

namespace Missy.Tests.Secrets;

/// <summary>Which files are trusted with what, as a table: the user is 1000 of group 1000.</summary>
public sealed class FileModeTests
{
    private const uint Me = 1000;

    [Theory]
    [InlineData(1000, 1000, "600", null)]
    [InlineData(1000, 1000, "400", null)]
    [InlineData(1000, 1000, "644", null)]
    [InlineData(1000, 50, "640", null)]
    [InlineData(0, 0, "644", null)]
    [InlineData(1000, 1000, "664", "warning: primary group")]
    [InlineData(1000, 1000, "660", "warning: primary group")]
    [InlineData(1000, 50, "664", "not your primary one")]
    [InlineData(0, 0, "664", "not your primary one")]
    [InlineData(1000, 1000, "666", "Everyone may write")]
    [InlineData(1000, 1000, "602", "Everyone may write")]
    [InlineData(0, 0, "646", "Everyone may write")]
    [InlineData(1001, 1000, "600", "another user (id 1001)")]
    [InlineData(1001, 1000, "666", "another user (id 1001)")]
    [InlineData(null, null, "644", null)]
    [InlineData(null, null, "664", "not your primary one")]
    [InlineData(null, null, "666", "Everyone may write")]
    public void A_configuration_is_nobody_elses_to_write(int? owner, int? group, string mode, string? fault) =>
        Check(Access(owner, group, mode).OfConfiguration("/home/me/c.yaml"), fault);

    [Theory]
    [InlineData(1000, 1000, "600", null)]
    [InlineData(1000, 1000, "400", null)]
    [InlineData(1000, 1000, "700", null)]
    [InlineData(1000, 1000, "640", "Others than you")]
    [InlineData(1000, 1000, "604", "Others than you")]
    [InlineData(1000, 1000, "610", "Others than you")]
    [InlineData(1000, 1000, "620", "Others than you")]
    [InlineData(1000, 1000, "644", "Others than you")]
    [InlineData(0, 0, "444", null)]
    [InlineData(0, 2000, "640", null)]
    [InlineData(0, 0, "664", "Others than root")]
    [InlineData(0, 0, "646", "Others than root")]
    [InlineData(1001, 1000, "600", "another user (id 1001)")]
    [InlineData(1001, 1000, "440", "another user (id 1001)")]
    [InlineData(null, null, "600", null)]
    [InlineData(null, null, "644", "Others than you")]
    public void A_secret_is_nobody_elses_to_read(int? owner, int? group, string mode, string? fault) =>
        Check(Access(owner, group, mode).OfSecret("/home/me/key"), fault);

    [Theory]
    [InlineData("/home/me/c.yaml", "chmod 600 /home/me/c.yaml")]
    [InlineData("/home/me/my files/c.yaml", "chmod 600 '/home/me/my files/c.yaml'")]
    [InlineData("/home/me/it's;$(x)", "chmod 600 '/home/me/it'\\''s;$(x)'")]
    public void The_remedy_is_a_line_for_the_shell(string path, string line) =>
        Assert.Equal($"Run: {line}", Access(1000, 1000, "666").OfConfiguration(path)!.Remedy);

    [Fact]
    public void Another_users_file_can_be_taken_over() => Assert.Equal(
        "If you trust what is in it, run: sudo chown 1000 /etc/c.yaml", Access(7, 7, "600").OfSecret("/etc/c.yaml")!.Remedy);

    [Fact]
    public void A_key_that_root_keeps_is_roots_to_change() => Assert.Equal(
        "Run: sudo chmod go-w /run/key", Access(0, 0, "666").OfSecret("/run/key")!.Remedy);

    [Theory]
    [InlineData(null, "", "", null, null)]
    [InlineData("BOX\\eve", "", "", "another user (BOX\\eve)", "another user (BOX\\eve)")]
    [InlineData(null, "Everyone", "Everyone", "change the file: Everyone", "change the file: Everyone")]
    [InlineData(null, "", "BUILTIN\\Users", null, "read the file: BUILTIN\\Users")]
    public void On_Windows_the_access_list_decides(string? owner, string writers, string readers, string? configuration, string? secret)
    {
        var access = new WindowsAccess(owner, writers.Length > 0 ? [writers] : [], readers.Length > 0 ? [readers] : []);

        Check(access.OfConfiguration("C:\\c.yaml"), configuration);
        Check(access.OfSecret("C:\\c.yaml"), secret);
    }

    private static UnixAccess Access(int? owner, int? group, string mode) =>
        new((uint?)owner, (uint?)group, (UnixFileMode)Convert.ToInt32(mode, 8), Me, Me);

    private static void Check(FileFault? fault, string? expected)
    {
        if (expected is null)
        {
            Assert.Null(fault);
            return;
        }

        Assert.NotNull(fault);
        Assert.Equal(expected.StartsWith("warning: ", StringComparison.Ordinal), fault.IsWarning);
        Assert.Contains(expected.Replace("warning: ", "", StringComparison.Ordinal), fault.Message, StringComparison.Ordinal);
        Assert.NotEmpty(fault.Remedy);
    }
}
