using Missy.Configuration.Schema;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Editing;

/// <summary>Shows values without their secrets. References are shown as they are written.</summary>
internal static class ValueDisplay
{
    private const string Mask = "***";

    /// <param name="value">The value; null = none.</param>
    /// <param name="kind">What stands in its place; null = no known setting, whose text may be a misplaced secret.</param>
    internal static string? Show(YamlNode? value, Kind? kind) => value is null
        ? null
        : Masked(value, kind) is var shown && shown is YamlScalar { Type: YamlScalarType.Text } text ? text.Text : ValueWriter.Write(shown, inFlow: false);

    /// <summary>Whether a secret stands in it in clear.</summary>
    internal static bool HoldsLiteral(YamlNode value, Kind kind) => Literals(value, kind).Any();

    /// <summary>The secrets that stand in it in clear.</summary>
    internal static IEnumerable<string> Literals(YamlNode value, Kind? kind) => value switch
    {
        YamlScalar { IsNull: false } scalar when kind is { IsSecret: true } && SecretReference.TryParse(scalar.Text, out var secret, out _) && secret.Kind == SecretKind.Literal => [secret.Value],
        YamlList list => list.Items.SelectMany(item => Literals(item, kind?.Items)),
        YamlMap map => map.Entries.SelectMany(entry => Literals(entry.Value, Below(kind, entry.Key))),
        _ => [],
    };

    private static YamlNode Masked(YamlNode value, Kind? kind) => value switch
    {
        YamlList list => new YamlList(1, 1, [.. list.Items.Select(item => Masked(item, kind?.Items))]),
        YamlMap map => new YamlMap(1, 1, [.. map.Entries.Select(entry => new YamlEntry(ValueNodes.Text(entry.Key.Text), Masked(entry.Value, Below(kind, entry.Key))))]),
        YamlScalar { IsNull: true } => value,
        YamlScalar scalar when kind is null => ValueNodes.Text(Mask),
        YamlScalar scalar when kind.IsSecret => ValueNodes.Text(SecretReference.TryParse(scalar.Text, out var secret, out _) ? secret.Display : Mask),

        // An address with a user name is an error, and has a password in it.
        YamlScalar scalar when scalar.Text.Contains("://", StringComparison.Ordinal) && scalar.Text.Contains('@') => ValueNodes.Text(Mask),
        _ => value,
    };

    private static Kind? Below(Kind? kind, YamlScalar key) =>
        kind is null ? null : FieldFinder.Step(kind, new KeyStep(key.Text.Trim()));
}
