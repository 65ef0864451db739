using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>Walks a configuration's tree beside the tables that read it, and notes every value with what is known of it.</summary>
internal sealed class SettingWalk
{
    /// <summary>What a list that holds nothing is shown as.</summary>
    internal const string EmptyList = "[]";

    /// <summary>What a mapping that holds nothing is shown as.</summary>
    internal const string EmptyMap = "{}";

    private readonly List<SettingLeaf> _leaves = [];

    internal static IReadOnlyList<SettingLeaf> Of(YamlMap root)
    {
        var walk = new SettingWalk();
        walk.Visit(root, new Place("", RootSection.Section, null, null, false));
        return walk._leaves;
    }

    /// <summary>A value as it is shown: what holds nothing is text.</summary>
    internal static object? Shown(object? plain) => plain is object[] ? EmptyList : plain;

    private void Visit(YamlNode node, Place place)
    {
        switch (node)
        {
            case YamlMap { Entries.Count: > 0 } map when place.Kind.Fields.Count > 0 || place.Kind.Entries is not null:
                foreach (var entry in map.Entries)
                {
                    Visit(entry.Value, Below(place, entry.Key.Text.Trim()));
                }

                break;
            case YamlList { Items.Count: > 0 } list when place.Kind.Items is { } item:
                for (var i = 0; i < list.Items.Count; i++)
                {
                    Visit(list.Items[i], place with { Key = ReadScope.Join(place.Key, i), Kind = item, Field = null });
                }

                break;
            default:
                Add(node, place);
                break;
        }
    }

    private static Place Below(Place place, string name)
    {
        var known = place.Kind.Fields.FirstOrDefault(field => field.IsNamed(name));
        var kind = known?.Kind ?? place.Kind.Entries ?? FreeKind.Instance;
        return new Place(
            ReadScope.Join(place.Key, place.Kind.ShowKey(name)),
            kind,
            known,
            place.Provider ?? (place.Key == "providers" ? name : null),
            place.Secret || (kind is FreeKind && PublicText.IsSecretName(name)));
    }

    private void Add(YamlNode node, Place place)
    {
        // A section without anything below it is there all the same: a provider may be nothing but its name.
        var (raw, shown) = node switch
        {
            YamlScalar { IsNull: true } when place.Field is null && place.Kind.Fields.Count > 0 => (EmptyMap, EmptyMap),
            YamlScalar scalar => (scalar.Value, place.Kind.Show(scalar)),
            YamlMap { Entries.Count: 0 } => (EmptyMap, EmptyMap),
            YamlList { Items.Count: 0 } => (EmptyList, EmptyList),
            _ => ((object?)SecretReference.Mask, (object?)SecretReference.Mask),
        };
        var setting = new ConfigSetting
        {
            Key = place.Key,
            Value = place.Secret && raw is not null ? SecretReference.Mask : shown,
            Line = node.Line,
            IsDefault = place.Field is { } field && (raw is null || IsStandard(raw, Shown(field.PlainStandard))),
            Description = place.Field?.Description,
        };
        _leaves.Add(new SettingLeaf(setting, raw, place.Provider));
    }

    private static bool IsStandard(object value, object? standard) => (value, standard) switch
    {
        (string text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase),
        (string or bool, _) => Equals(value, standard),
        (long or double, long or double) => Convert.ToDouble(value, null) == Convert.ToDouble(standard, null),
        _ => false,
    };

    /// <summary>Where the walk is.</summary>
    /// <param name="Key">The dotted key.</param>
    /// <param name="Kind">What may stand here.</param>
    /// <param name="Field">The key's line in the tables; null for names of the user's own, items and unknown keys.</param>
    /// <param name="Provider">The provider that it belongs to.</param>
    /// <param name="Secret">Whether a name above speaks of a secret.</param>
    private sealed record Place(string Key, Kind Kind, Field? Field, string? Provider, bool Secret);
}
