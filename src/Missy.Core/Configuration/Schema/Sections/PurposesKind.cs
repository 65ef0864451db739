using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>The section <c>models:</c>. An entry with an error is left out; the others stand.</summary>
internal sealed class PurposesKind : Kind<IReadOnlyList<PurposeConfig>>
{
    internal static PurposesKind Instance { get; } = new();

    internal override Kind Items => PurposeSection.Section;

    internal override string Expects => "a list of mappings with provider, model and purpose";

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out IReadOnlyList<PurposeConfig> value)
    {
        value = null;
        if (node is not YamlList list)
        {
            WrongType(node, scope);
            return false;
        }

        var purposes = new List<PurposeConfig>();
        for (var i = 0; i < list.Items.Count; i++)
        {
            var mark = scope.Context.Mark();
            var read = PurposeSection.Section.TryRead(list.Items[i], scope.At(i), out var purpose);
            if (scope.Context.ErrorsSince(mark) is { } reason)
            {
                LeaveOut(list.Items[i], reason, scope.Context);
            }
            else if (read)
            {
                purposes.Add(purpose!);
            }
        }

        value = purposes;
        return true;
    }

    private static void LeaveOut(YamlNode item, string reason, ReadContext context)
    {
        if (item is YamlMap map && map["purpose"] is YamlScalar { IsNull: false } name)
        {
            context.LeftOutPurposes.TryAdd(name.Text.Trim(), reason);
        }
    }
}
