using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>A whole number within bounds, both included.</summary>
internal sealed class IntegerKind(long minimum, long maximum) : Kind<long>
{
    internal long Minimum { get; } = minimum;

    internal long Maximum { get; } = maximum;

    internal override string Expects => FormattableString.Invariant($"a whole number from {Minimum} to {Maximum}");

    internal override object? Plain(long value) => value;

    internal override void WriteSchema(SchemaWriter writer, bool orNull)
    {
        writer.Type("integer", orNull);
        writer.Json.WriteNumber("minimum", Minimum);
        writer.Json.WriteNumber("maximum", Maximum);
    }

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out long value)
    {
        value = 0;
        if (node is not YamlScalar { Type: YamlScalarType.Integer } scalar)
        {
            WrongType(node, scope);
            return false;
        }

        if (scalar.AsInteger is { } number && number >= Minimum && number <= Maximum)
        {
            value = number;
            return true;
        }

        OutOfRange(node, scope, "The number is out of range.");
        return false;
    }

    protected override string WrongTypeRemedy(YamlNode node) => $"Write {Expects}, without quotes.";
}
