using Missy.Configuration;

namespace Missy.Tests.Configuration;

public sealed class FileWriterTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("missy-writer-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_new_file_and_its_folder_belong_to_their_owner_alone()
    {
        var path = Path.Combine(_folder.FullName, ".missy", "config.yaml");
        ConfigFileWriter.WriteNew(path, "watch: true # é\n", overwrite: false);

        Assert.Equal("watch: true # é\n"u8.ToArray(), File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(path)!));
        }
    }

    [Fact]
    public void A_file_that_is_there_is_replaced_only_when_that_was_said()
    {
        var path = Path.Combine(_folder.FullName, "config.yaml");
        File.WriteAllText(path, "old");
        Assert.Contains("exists already", Assert.Throws<IOException>(() => ConfigFileWriter.WriteNew(path, "new", overwrite: false)).Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(path));

        ConfigFileWriter.WriteNew(path, "new", overwrite: true);
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Single(_folder.GetFiles());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_symbolic_link_is_not_followed_even_when_it_points_nowhere(bool targetExists)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Creating links needs a privilege there.");
        var (link, target) = (Path.Combine(_folder.FullName, "config.yaml"), Path.Combine(_folder.FullName, "elsewhere"));
        if (targetExists)
        {
            File.WriteAllText(target, "old");
        }

        File.CreateSymbolicLink(link, target);
        Assert.Contains("symbolic link", Assert.Throws<IOException>(() => ConfigFileWriter.WriteNew(link, "new", overwrite: true)).Message, StringComparison.Ordinal);
        Assert.Equal(targetExists ? "old" : null, File.Exists(target) ? File.ReadAllText(target) : null);
        Assert.NotNull(new FileInfo(link).LinkTarget);
    }

    [Fact]
    public void A_folder_is_not_replaced() =>
        Assert.Contains("is a folder", Assert.Throws<IOException>(() => ConfigFileWriter.WriteNew(_folder.FullName, "x", overwrite: true)).Message, StringComparison.Ordinal);
}
