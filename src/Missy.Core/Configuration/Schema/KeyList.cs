using Missy.Configuration.Editing;

namespace Missy.Configuration.Schema;

/// <summary>Lists the settings that can be named, with the names that a configuration has made up.</summary>
internal static class KeyList
{
    internal static IEnumerable<ConfigKey> Of(MissyConfig config) => Below(FieldFinder.Root, [], config);

    private static IEnumerable<ConfigKey> Below(Kind kind, IReadOnlyList<KeyStep> above, MissyConfig config)
    {
        foreach (var field in kind.Fields)
        {
            IReadOnlyList<KeyStep> key = [.. above, new KeyStep(field.Name)];
            yield return new ConfigKey(KeyPath.Show(key), field.Description, [.. field.Kind.Choices]);
            var inner = field.Kind.Entries is { } values
                ? Names(field.Kind, config).SelectMany(name => Entry(values, [.. key, new KeyStep(name)], config))
                : Below(field.Kind, key, config);
            foreach (var setting in inner)
            {
                yield return setting;
            }
        }
    }

    private static IEnumerable<ConfigKey> Entry(Kind kind, IReadOnlyList<KeyStep> key, MissyConfig config) => kind is ModelKind
        ? [new ConfigKey(KeyPath.Show(key), "The model that the alias stands for, as provider/model.", [])]
        : Below(kind, key, config);

    private static IEnumerable<string> Names(Kind kind, MissyConfig config) => kind switch
    {
        ProvidersKind => config.Providers.Select(static p => p.Name),
        LazyKind<IReadOnlyDictionary<string, ModelReference>> => config.Aliases.Keys,
        _ => [],
    };
}
