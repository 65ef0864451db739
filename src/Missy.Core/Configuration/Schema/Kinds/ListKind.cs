using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>A list whose items are all of one kind.</summary>
internal sealed class ListKind<T>(Kind<T> item, string plural) : Kind<IReadOnlyList<T>>
{
    internal Kind<T> Item { get; } = item;

    internal override Kind Items => Item;

    internal override string Expects => $"a list of {plural}";

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out IReadOnlyList<T> value)
    {
        value = null;
        if (node is not YamlList list)
        {
            WrongType(node, scope);
            return false;
        }

        var items = new List<T>(list.Items.Count);
        for (var i = 0; i < list.Items.Count; i++)
        {
            if (Item.TryRead(list.Items[i], scope.At(i), out var read))
            {
                items.Add(read);
            }
        }

        value = items.Count == list.Items.Count ? items : null;
        return value is not null;
    }

    protected override string WrongTypeRemedy(YamlNode node) =>
        node is YamlScalar ? $"Write {Expects}, in brackets or one a line after a dash, also when there is only one." : $"Write {Expects}.";
}
