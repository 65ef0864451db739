using System.Collections.Concurrent;
using Missy.Configuration;

namespace Missy.Providers.Secrets;

/// <summary>
/// Finds the source behind a reference. Equal references share one source, and with it what a command printed; a new
/// configuration has new sources.
/// </summary>
/// <param name="environment">Where variables and the home folder come from.</param>
/// <param name="vaults">Who opens vaults; null = nobody here can.</param>
/// <param name="time">The clock.</param>
/// <param name="configPath">The configuration file, from whose folder relative paths start; null when there is none.</param>
internal sealed class SecretResolver(ISystemEnvironment environment, IVaultReader? vaults, TimeProvider time, string? configPath)
{
    private readonly ConcurrentDictionary<SecretReference, ISecretSource> _sources = new();

    private string? Folder { get; } = Path.GetDirectoryName(configPath);

    /// <summary>The source; nothing is looked up by that.</summary>
    public ISecretSource Find(SecretReference reference) => _sources.GetOrAdd(reference, Create);

    private ISecretSource Create(SecretReference reference) => reference.Kind switch
    {
        SecretKind.Literal => new LiteralSecret(reference.Value),
        SecretKind.Environment => new EnvironmentSecret(reference.Value, environment),
        SecretKind.File => new FileSecret(Absolute(reference.Value)),
        SecretKind.Command => new CommandSecret(reference, Folder, environment, time),
        _ => new VaultSecret(reference, vaults, time),
    };

    private string Absolute(string path)
    {
        path = ConfigLocation.ExpandHome(path, environment);
        return Folder is null ? Path.GetFullPath(path) : Path.GetFullPath(path, Folder);
    }
}
