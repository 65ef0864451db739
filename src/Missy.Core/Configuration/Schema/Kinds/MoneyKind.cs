using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>An amount of US dollars; 0 = no limit.</summary>
internal sealed class MoneyKind : Kind<decimal>
{
    private static readonly NumberKind Range = new(0, 1_000_000_000, " of US dollars");

    internal static MoneyKind Instance { get; } = new();

    internal override string Expects => Range.Expects;

    internal override object? Plain(decimal value) => Number((double)value);

    internal override void WriteSchema(SchemaWriter writer, bool orNull) => Range.WriteSchema(writer, orNull);

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out decimal value)
    {
        var read = Range.TryRead(node, scope, out var number);
        value = (decimal)number;
        return read;
    }
}
