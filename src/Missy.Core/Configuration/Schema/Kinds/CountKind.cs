using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>A whole number that fits into 32 bits, within bounds, both included.</summary>
internal sealed class CountKind(int minimum, int maximum) : Kind<int>
{
    internal IntegerKind Range { get; } = new(minimum, maximum);

    internal override string Expects => Range.Expects;

    internal override object? Plain(int value) => (long)value;

    internal override void WriteSchema(SchemaWriter writer, bool orNull) => Range.WriteSchema(writer, orNull);

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out int value)
    {
        var read = Range.TryRead(node, scope, out var number);
        value = (int)number;
        return read;
    }
}
