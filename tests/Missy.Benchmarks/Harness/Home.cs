using System.Globalization;
using Missy.Configuration;

namespace Missy.Benchmarks.Harness;

/// <summary>A home folder of its own with a configuration, so that nothing of the user's is read or written.</summary>
internal sealed class Home : ISystemEnvironment, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("missy-benchmark-");

    /// <param name="providers">The addresses of as many providers that speak Chat Completions, the first of them the default.</param>
    public Home(params Uri[] providers)
        : this(providers.Select(static url => new Uri(url, "v1").ToString()))
    {
    }

    private Home(IEnumerable<string> addresses)
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, ".missy"));
        Write(addresses.Select(static address => $"{{ name: openai, model: m, base_url: '{address}' }}"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Config, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <summary>A home with many providers that are never called.</summary>
    public static Home OfMany(int count) => new(Enumerable.Range(0, count).Select(static _ => "http://127.0.0.1:9/v1"));

    public string Folder => _folder.FullName;

    public string Config => Path.Combine(_folder.FullName, ".missy", "config.yaml");

    /// <inheritdoc/>
    public string? HomeFolder => Folder;

    /// <inheritdoc/>
    public string? GetVariable(string name) => null;

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(IEnumerable<string> providers) => File.WriteAllLines(
        Config,
        ["default_provider: p0", "providers:", .. providers.Select(static (provider, index) => string.Create(CultureInfo.InvariantCulture, $"  p{index}: {provider}"))]);
}
