using Missy.Configuration;
using Missy.Inspection;
using Missy.Providers;

namespace Missy;

/// <summary>The starter configuration for whoever has none yet.</summary>
public static class StarterConfig
{
    private const int Offered = 8;
    private const int Named = 10;
    private const string Ollama = "ollama";

    /// <summary>
    /// Its text: the services that there is a key for and an Ollama that answers as active entries, and the best known others as
    /// comments. What was found is named at its top.
    /// </summary>
    /// <param name="catalogue">The services that are known.</param>
    /// <param name="findings">What was found.</param>
    /// <param name="schema">The schema's address as seen from the file, for editors; null = none.</param>
    public static string Create(ProviderCatalogue catalogue, StarterFindings findings, string? schema)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(findings);
        var services = Services(catalogue);
        var found = services.Where(service => findings.Keys.Any(key => key.Service == service.Name)).ToList();
        var others = services.Where(service => service.Name == Ollama && findings.Ollama is not null)
            .Concat(services.Take(Offered))
            .Concat(services.Where(service => service.Name == Ollama))
            .Except(found);
        return ConfigScaffold.Create(
            found.Concat(others).Select(service => new ScaffoldProvider(service.Name, KeyOf(service), ModelOf(service, findings))
            {
                Found = service.Name == Ollama && findings.Ollama is not null,
            }),
            findings.Keys.Select(key => key.Variable),
            schema,
            Describe(findings));

        string? KeyOf(CatalogueProvider service) =>
            findings.Keys.FirstOrDefault(key => key.Service == service.Name)?.Variable ?? (service.KeyEnv is [var first, ..] ? first : null);
    }

    /// <summary>Which services the environment has a key for.</summary>
    internal static IReadOnlyList<StarterKey> FindKeys(ProviderCatalogue catalogue, ISystemEnvironment environment) =>
    [
        .. from service in Services(catalogue)
           let variable = service.KeyEnv.FirstOrDefault(name => !string.IsNullOrWhiteSpace(environment.GetVariable(name)))
           where variable is not null
           select new StarterKey(service.Name, variable),
    ];

    /// <summary>What was found, a sentence each.</summary>
    internal static IReadOnlyList<string> Describe(StarterFindings findings)
    {
        List<string> notes = [.. findings.Keys.Select(static key => $"Found {key.Variable} in the environment, a key for {key.Service}.")];
        if (findings.Ollama is { } address)
        {
            var names = findings.OllamaModels.Where(IsPlain).ToList();
            var more = names.Count > Named ? FormattableString.Invariant($" and {names.Count - Named} more") : "";
            var list = names.Count == 0 ? "" : $" with {string.Join(", ", names.Take(Named))}{more}";
            notes.Add($"Found Ollama at {address.GetLeftPart(UriPartial.Authority)}{list}.");
        }

        if (notes.Count == 0)
        {
            notes.Add("Found no key in the environment, and no Ollama that answers.");
        }

        return notes;
    }

    /// <summary>Writes it, whole or not at all, and the schema beside it, both readable by their owner alone.</summary>
    /// <param name="path">The file.</param>
    /// <param name="catalogue">The services that are known.</param>
    /// <param name="findings">What was found.</param>
    /// <param name="schema">The schema's text.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: it is there already, or cannot be written; nothing has changed.</exception>
    internal static StarterResult Write(string path, ProviderCatalogue catalogue, StarterFindings findings, string schema, bool overwrite)
    {
        var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "", ConfigSchema.FileName);
        var problem = Path.GetFullPath(path) == beside ? "The file has the schema's own name, so there is no schema beside it." : StarterSchema.ProblemAt(beside);
        WriteText(path, Create(catalogue, findings, problem is null ? $"./{ConfigSchema.FileName}" : null), overwrite);
        if (problem is null && StarterSchema.Write(beside, schema) is { } unwritten)
        {
            problem = unwritten;
            WriteText(path, Create(catalogue, findings, null), overwrite: true);
        }

        return new StarterResult(path, findings) { SchemaProblem = problem };
    }

    private static void WriteText(string path, string text, bool overwrite)
    {
        try
        {
            ConfigFileWriter.WriteNew(path, text, overwrite);
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

    // One whose address depends on the account would need more than its key.
    private static List<CatalogueProvider> Services(ProviderCatalogue catalogue) =>
        [.. catalogue.Providers.Where(service => service is { Discover: true, BaseUrl: not null })];

    /// <summary>The usual model where it is there, else one that is.</summary>
    private static string? ModelOf(CatalogueProvider service, StarterFindings findings)
    {
        var listed = service.Name == Ollama ? findings.OllamaModels.Where(IsPlain).ToList() : [];
        return listed.Find(id => id == service.DefaultModel || id.StartsWith($"{service.DefaultModel}:", StringComparison.Ordinal))
            ?? listed.Find(static id => !id.Contains("embed", StringComparison.OrdinalIgnoreCase))
            ?? service.DefaultModel;
    }

    // A comment ends with its line, and a service's own words are not written into a file unseen.
    private static bool IsPlain(string id) => id.Length is > 0 and <= 100 && id.All(static c => c is > ' ' and < '\x7f' and not '#');
}
