using Missy.Configuration;
using Missy.Providers.Secrets;
using Missy.Tests.Support;

namespace Missy.Tests.Secrets;

public sealed class FileSecretTests : ISystemEnvironment, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("missy-key-").FullName;

    public string? HomeFolder => Path.Combine(_folder, "home");

    private string Key => Path.Combine(_folder, "config", "key");

    public string? GetVariable(string name) => null;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("canary-key-1", "canary-key-1")]
    [InlineData("canary-key-1\n", "canary-key-1")]
    [InlineData("\uFEFF  canary-key-1 \r\nsecond\n", "canary-key-1")]
    [InlineData("\n\ncanary-key-1\n", "canary-key-1")]
    public void The_key_is_the_first_line(string text, string key)
    {
        UnixFile.Write(Key, text);

        Assert.Equal(key, Read("file:" + Key).Value);
    }

    [Theory]
    [InlineData("file:key")]
    [InlineData("file:./key")]
    [InlineData("file:../config/key")]
    [InlineData("file:~/../config/key")]
    public void A_relative_path_starts_from_the_configuration(string reference)
    {
        UnixFile.Write(Key, "canary-key-1");

        Assert.Equal("canary-key-1", Read(reference).Value);
    }

    [Theory]
    [InlineData("600", true)]
    [InlineData("400", true)]
    [InlineData("640", false)]
    [InlineData("604", false)]
    [InlineData("644", false)]
    [InlineData("666", false)]
    public void Others_may_not_read_it(string mode, bool accepted)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Modes are a thing of Unix.");
        UnixFile.Write(Key, "canary-key-1", mode);

        var state = Read("file:" + Key);

        Assert.Equal(accepted ? "canary-key-1" : null, state.Value);
        Assert.Equal(accepted ? null : $"the key file {Key} is not used: Others than you have access to the file", state.Problem);
        Assert.Equal(accepted ? null : $"Run: chmod 600 {Key}", state.Remedy);
    }

    [Fact]
    public void Another_users_file_is_not_used()
    {
        Assert.SkipUnless(UnixFile.IsRoot, "Only root can give a file away.");
        UnixFile.Write(Key, "canary-key-1");
        UnixFile.GiveTo(Key, 4321, 4321);

        Assert.Contains("belongs to another user (id 4321)", Read("file:" + Key).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_leads_to_the_file_behind_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Creating links needs a privilege there.");
        UnixFile.Write(Key, "canary-key-1", "644");
        var link = Path.Combine(_folder, "link");
        File.CreateSymbolicLink(link, Key);

        Assert.Null(Read("file:" + link).Value);
        UnixFile.SetMode(Key, "600");
        Assert.Equal("canary-key-1", Read("file:" + link).Value);
    }

    [Fact]
    public void What_is_no_key_file_is_told()
    {
        Assert.Equal($"there is no key file {Key}", Read("file:key").Problem);
        UnixFile.Write(Key, " \n");
        Assert.Equal($"the key file {Key} is empty", Read("file:key").Problem);
        File.WriteAllBytes(Key, [0xFF, 0xFE, 0x00]);
        Assert.Contains("not UTF-8", Read("file:key").Problem, StringComparison.Ordinal);
        File.WriteAllBytes(Key, new byte[100_000]);
        Assert.Contains("too large", Read("file:key").Problem, StringComparison.Ordinal);
        Assert.Contains("This is a folder", Read("file:.").Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_file_is_read_again()
    {
        UnixFile.Write(Key, "canary-key-1");
        var source = Source("file:key");
        Assert.Equal("canary-key-1", source.Peek().Value);

        UnixFile.Write(Key, "canary-key-22");
        Assert.Equal("canary-key-22", source.Peek().Value);
        File.Delete(Key);
        Assert.Null(source.Peek().Value);
    }

    private SecretState Read(string reference) => Source(reference).Peek();

    private ISecretSource Source(string reference) =>
        new SecretResolver(this, null, TimeProvider.System, Path.Combine(_folder, "config", "config.yaml")).Find(SecretReference.Parse(reference));
}
