using System.Text.Json;
using Missy.Configuration;

namespace Missy.Routing;

/// <summary>
/// The aliases that ship with Missy (<c>aliases.json</c>, which says what belongs there), read once when a name is first looked
/// up. Their providers are services by their catalogue names.
/// </summary>
internal static class BuiltInAliases
{
    private const string Resource = "Missy.Routing.aliases.json";

    private static readonly Lazy<Dictionary<string, ModelAlias>> _all = new(Read);

    /// <summary>All of them, in the data's order.</summary>
    public static IReadOnlyCollection<ModelAlias> All => _all.Value.Values;

    /// <summary>Finds one; null when there is none of this name.</summary>
    public static ModelAlias? Find(string name) => _all.Value.GetValueOrDefault(name);

    private static Dictionary<string, ModelAlias> Read()
    {
        using var stream = typeof(BuiltInAliases).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly has no resource '{Resource}'.");
        using var document = JsonDocument.Parse(stream, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        var aliases = new Dictionary<string, ModelAlias>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in document.RootElement.EnumerateObject())
        {
            var (provider, model) = ModelReference.Split(entry.Value.GetString()!);
            aliases.Add(entry.Name, new ModelAlias { Name = entry.Name, Provider = provider, Model = model!, Source = AliasSource.BuiltIn });
        }

        return aliases;
    }
}
