using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>The values that were read for a section's fields.</summary>
internal sealed class FieldValues(YamlMap map)
{
    private readonly Dictionary<Field, FieldValue> _values = [];

    /// <summary>The mapping that was read.</summary>
    internal YamlMap Map { get; } = map;

    internal T Get<T>(Field<T> field) => _values.TryGetValue(field, out var read) ? (T)read.Value! : field.Standard;

    /// <summary>Where the field's value stands; the section itself when the key is absent.</summary>
    internal YamlNode NodeOf(Field field) => _values.TryGetValue(field, out var read) ? read.Node : Map;

    internal bool Has(Field field) => _values.TryGetValue(field, out var read) && !read.Node.IsNull;

    internal void Set(Field field, YamlNode node, object? value) => _values[field] = new FieldValue(node, value);

    private sealed class FieldValue(YamlNode node, object? value)
    {
        internal YamlNode Node { get; } = node;

        internal object? Value { get; } = value;
    }
}
