using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>A finite number within bounds, both included.</summary>
internal sealed class NumberKind(double minimum, double maximum, string unit = "") : Kind<double>
{
    internal double Minimum { get; } = minimum;

    internal double Maximum { get; } = maximum;

    internal override string Expects => FormattableString.Invariant($"a number{unit} from {Minimum} to {Maximum}");

    internal override object? Plain(double value) => Number(value);

    internal override void WriteSchema(SchemaWriter writer, bool orNull)
    {
        writer.Type("number", orNull);
        writer.Json.WriteNumber("minimum", Minimum);
        writer.Json.WriteNumber("maximum", Maximum);
    }

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out double value)
    {
        value = 0;
        if (node is not YamlScalar { Type: YamlScalarType.Integer or YamlScalarType.Float } scalar)
        {
            WrongType(node, scope);
            return false;
        }

        var number = scalar.AsNumber;
        if (number >= Minimum && number <= Maximum)
        {
            value = number;
            return true;
        }

        OutOfRange(node, scope, "The number is out of range.");
        return false;
    }

    protected override string WrongTypeRemedy(YamlNode node) => $"Write {Expects}, without quotes or a unit.";
}
