using System.Diagnostics.CodeAnalysis;
using Missy.Configuration;
using Missy.Configuration.Schema;
using Missy.Configuration.Yaml;

namespace Missy.Usage;

/// <summary>The list <c>prices:</c>. An entry with an error is left out; the others stand.</summary>
internal sealed class PricesKind : Kind<IReadOnlyList<PriceEntry>>
{
    internal static PricesKind Instance { get; } = new();

    internal override string Expects => "a list of mappings with provider, model, input and output";

    internal override Kind Items => PriceSection.Section;

    internal override void WriteSchema(SchemaWriter writer, bool orNull)
    {
        writer.Type("array", orNull);
        writer.Part("items", PriceSection.Section);
    }

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out IReadOnlyList<PriceEntry> value)
    {
        value = null;
        if (node is not YamlList list)
        {
            WrongType(node, scope);
            return false;
        }

        var prices = new List<PriceEntry>();
        var lines = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < list.Items.Count; i++)
        {
            var (item, mark) = (list.Items[i], scope.Context.Mark());
            if (!PriceSection.Section.TryRead(item, scope.At(i), out var price) || scope.Context.ErrorsSince(mark) is not null)
            {
                continue;
            }

            var name = $"{price.Provider}/{price.Model}";
            if (lines.TryAdd(name, item.Line))
            {
                prices.Add(price);
            }
            else
            {
                scope.At(i).Error(
                    item, DiagnosticCodes.DuplicateName, FormattableString.Invariant($"This model of this provider has a price on line {lines[name]} already."), "Keep one of the two entries.");
            }
        }

        value = prices;
        return true;
    }
}
