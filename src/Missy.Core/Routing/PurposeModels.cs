using Missy.Configuration;
using Missy.Providers;

namespace Missy.Routing;

/// <summary>The models of each purpose, in the order in which the configuration has them.</summary>
internal sealed class PurposeModels(ProviderRegistry registry, ConfigResult config, ModelNames models)
{
    /// <summary>The purpose under which lead and worker take turns.</summary>
    public const string LeadWorker = "lead-worker";

    private static readonly AliasTable NoAliases = new();

    private readonly ILookup<string, PurposeConfig> _entries =
        config.Config.Models.ToLookup(entry => entry.Purpose, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a purpose is that under which lead and worker take turns.</summary>
    public static bool IsLeadWorker(string? purpose) => LeadWorker.Equals(ModelNames.Clean(purpose), StringComparison.OrdinalIgnoreCase);

    /// <summary>The purposes that may be named, in file order, each with what it stands for.</summary>
    public IReadOnlyList<(string Name, string Description)> All =>
    [
        .. _entries.Select(group => (group.Key, Describe([.. group]))),
        .. _entries.Contains("lead") && _entries.Contains("worker")
            ? [(LeadWorker, "Lead and worker take turns.")]
            : Array.Empty<(string, string)>(),
    ];

    /// <summary>The models of a purpose.</summary>
    /// <exception cref="MissyException">There is no such purpose, or a provider of it does not exist.</exception>
    public IReadOnlyList<NamedModel> Of(string purpose)
    {
        if (!_entries.Contains(purpose))
        {
            throw Unknown(purpose);
        }

        return
        [
            .. _entries[purpose].Select(entry => models.At(
                registry.Get(entry.Provider), entry.Model, NoAliases, $"it is the {Ordinal(entry)} for {entry.Purpose} in the configuration")),
        ];
    }

    private static string Describe(List<PurposeConfig> entries)
    {
        var models = string.Join(", ", entries.Select(entry => $"{entry.Provider}/{entry.Model}"));
        return entries.Find(entry => entry.Description is not null) is { } described ? $"{described.Description}: {models}" : models;
    }

    private string Ordinal(PurposeConfig entry) => entry == _entries[entry.Purpose].First() ? "first model" : "next model";

    private MissyException Unknown(string purpose)
    {
        if (config.LeftOutPurposes.TryGetValue(purpose, out var reason))
        {
            return new MissyException(ErrorKind.Configuration, $"The purpose '{purpose}' was left out of the configuration: {reason}")
            {
                Remedy = "Test-MissyConfig (missy config validate) lists everything that is wrong.",
            };
        }

        var names = All.Select(known => known.Name).ToList();
        var nearest = NearestNames.Find(purpose, names, 3);
        var known = nearest.Count > 0 ? NearestNames.Ask(nearest)
            : names.Count > 0 ? $"There are: {string.Join(", ", names)}."
            : "The configuration has none.";
        return new MissyException(ErrorKind.Configuration, $"There is no model for the purpose '{purpose}'. {known}")
        {
            Remedy = $"Add one to the configuration: models: [{{provider: NAME, model: ID, purpose: {purpose}}}].",
        };
    }
}
