using Missy.Configuration;
using Missy.Configuration.Editing;

namespace Missy.Tests.Configuration.Editing;

/// <summary>A folder with a configuration file, and edits of it.</summary>
internal sealed class ConfigHome : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("missy-edit-");

    public ConfigHome(string? text = null)
    {
        FilePath = Path.Combine(_folder.FullName, ".missy", "config.yaml");
        if (text is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
            File.WriteAllText(FilePath, text);
        }
    }

    public string FilePath { get; }

    public string Backup => FilePath + ".bak";

    public string Text => File.ReadAllText(FilePath);

    public ConfigPathSource Source { get; init; } = ConfigPathSource.Default;

    public Action? BeforeReplacing { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public Dictionary<string, string> Variables { get; } = [];

    public string InFolder(string name) => Path.Combine(_folder.FullName, name);

    public IEnumerable<string> Names => Directory.Exists(Path.GetDirectoryName(FilePath)) ? Directory.GetFiles(Path.GetDirectoryName(FilePath)!).Select(p => Path.GetFileName(p)).Order() : [];

    public Task<ConfigEdit> SetAsync(string key, object? value) => EditAsync(FilePath, key, value, remove: false);

    public Task<ConfigEdit> RemoveAsync(string key) => EditAsync(FilePath, key, null, remove: true);

    public Task<ConfigEdit> EditAsync(string path, string key, object? value, bool remove) =>
        new ConfigFileEditor(Reading.Known, secret => Variables.FirstOrDefault(v => v.Value == secret).Key, Time) { BeforeReplacing = BeforeReplacing }
            .EditAsync(new ConfigLocation(path, Source), KeyPath.Parse(key), remove ? null : ValueNodes.From(value), TestContext.Current.CancellationToken);

    public async Task<MissyException> RefusedAsync(string key, object? value)
    {
        var before = File.Exists(FilePath) ? Text : null;
        var failure = await Assert.ThrowsAsync<MissyException>(() => SetAsync(key, value));
        Assert.Equal(ErrorKind.Configuration, failure.Kind);
        Assert.False(string.IsNullOrEmpty(failure.Remedy));
        Assert.Equal(before, File.Exists(FilePath) ? Text : null);
        Assert.False(File.Exists(Backup));
        return failure;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
