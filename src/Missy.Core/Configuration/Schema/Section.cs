using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>A mapping with known keys, and how a record is made of their values.</summary>
internal sealed class Section<T>(IReadOnlyList<Field> fields, Func<FieldValues, ReadScope, T?> build) : Kind<T>
    where T : class
{
    internal IReadOnlyList<Field> Fields { get; } = fields;

    /// <summary>Whether names of unknown keys stay out of messages, since a misplaced key may be among them.</summary>
    internal bool Discreet { get; init; }

    internal override IReadOnlyList<Field> Keys => Fields;

    internal override string Expects => $"a mapping with the keys {string.Join(", ", Fields.Select(static f => f.Name))}";

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out T value)
    {
        if (node is not YamlMap map)
        {
            WrongType(node, scope);
            value = null;
            return false;
        }

        var values = new FieldValues(map);
        foreach (var entry in scope.Unique(map, StringComparer.Ordinal))
        {
            ReadEntry(entry, values, scope);
        }

        value = build(values, scope);
        return value is not null;
    }

    private void ReadEntry(YamlEntry entry, FieldValues values, ReadScope scope)
    {
        var name = entry.Key.Text.Trim();
        var field = Fields.FirstOrDefault(f => f.Name == name || f.OtherName == name);
        if (field is null)
        {
            Unknown(entry.Key, name, scope);
        }
        else if (values.Has(field))
        {
            scope.At(name).Error(entry.Key, DiagnosticCodes.DuplicateKey, $"The same setting is also given as {field.Name}.", "Keep one of the two.");
        }
        else
        {
            values.Set(field, entry.Value, field.Read(entry.Value, scope.At(name)));
        }
    }

    private void Unknown(YamlScalar key, string name, ReadScope scope)
    {
        var nearest = NearestNames.Find(name, Fields.Select(static f => f.Name), 1);
        var remedy = nearest is [var near]
            ? $"Did you mean '{near}'?"
            : $"Remove it, or use one of: {string.Join(", ", Fields.Select(static f => f.Name))}.";
        var at = Discreet && nearest.Count == 0 ? scope : scope.At(name);
        at.Warn(key, DiagnosticCodes.UnknownKey, "This key is not known and has no effect.", remedy);
    }
}
