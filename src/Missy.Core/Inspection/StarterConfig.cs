using Missy.Configuration;
using Missy.Providers;

namespace Missy;

/// <summary>The starter configuration for whoever has none yet.</summary>
public static class StarterConfig
{
    private const int Offered = 8;

    /// <summary>
    /// Its text: the services that the environment has a key for as active entries, and the best known others with Ollama as
    /// comments.
    /// </summary>
    /// <param name="catalogue">The services that are known.</param>
    /// <param name="environment">Where keys are looked for. Only that they are set counts.</param>
    public static string Create(ProviderCatalogue catalogue, ISystemEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(environment);
        // One whose address depends on the account would need more than its key.
        var services = catalogue.Providers.Where(service => service is { Discover: true, BaseUrl: not null }).ToList();
        var present = services.SelectMany(service => service.KeyEnv).Where(IsSet).ToHashSet(StringComparer.Ordinal);
        var found = services.Where(service => service.KeyEnv.Any(present.Contains)).ToList();
        var others = services.Take(Offered).Concat(services.Where(service => service.Name == "ollama")).Except(found);
        return ConfigScaffold.Create(
            found.Concat(others).Select(service => new ScaffoldProvider(service.Name, KeyOf(service), service.DefaultModel)),
            present);

        string? KeyOf(CatalogueProvider service) =>
            service.KeyEnv.Where(present.Contains).Concat(service.KeyEnv).FirstOrDefault();

        bool IsSet(string name) => !string.IsNullOrWhiteSpace(environment.GetVariable(name));
    }

    /// <summary>Writes it, whole or not at all, readable by its owner alone.</summary>
    /// <param name="path">The file.</param>
    /// <param name="catalogue">The services that are known.</param>
    /// <param name="environment">Where key variables are looked for.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: it is there already, or cannot be written; nothing has changed.</exception>
    public static void Write(string path, ProviderCatalogue catalogue, ISystemEnvironment environment, bool overwrite)
    {
        try
        {
            ConfigFileWriter.WriteNew(path, Create(catalogue, environment), overwrite);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var there = !overwrite && File.Exists(path);
            throw new MissyException(ErrorKind.Configuration, there ? exception.Message : $"'{path}' cannot be written: {exception.Message}", exception)
            {
                Remedy = there
                    ? "New-MissyConfig -Force (missy config init --force) replaces it."
                    : "Check the folder and your rights in it, or name another file with -Path (--config).",
            };
        }
    }
}
