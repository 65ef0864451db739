using Missy.Configuration;
using Missy.Providers;

namespace Missy;

/// <summary>Writes a first configuration that names what was found: the services whose key is in the environment.</summary>
public static class StarterConfig
{
    // Shown as comments when nothing of theirs was found, so that a new user sees what an entry looks like.
    private static readonly string[] Examples = ["anthropic", "openai", "gemini", "ollama"];

    /// <summary>The text of a starter configuration, which reads back without a finding.</summary>
    /// <param name="catalogue">The services that are known.</param>
    /// <param name="environment">Where key variables are looked for; their values are not used.</param>
    public static string Create(ProviderCatalogue catalogue, ISystemEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(environment);
        string? Present(CatalogueProvider service) =>
            service.KeyEnv.FirstOrDefault(name => !string.IsNullOrWhiteSpace(environment.GetVariable(name)));

        var found = catalogue.Providers.Where(service => service.Discover && Present(service) is not null).ToList();
        var shown = found.Concat(Examples.Select(name => catalogue.Find(name)!)).Distinct();
        return ConfigScaffold.Create(
            shown.Select(service => new ScaffoldProvider(
                service.Name,
                Present(service) ?? (service.KeyEnv.Count > 0 ? service.KeyEnv[0] : null),
                service.DefaultModel)),
            found.Select(service => Present(service)!));
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
