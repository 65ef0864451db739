using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>The list <c>api_keys</c>, with a name for each slot.</summary>
internal sealed class KeysKind : Kind<IReadOnlyList<KeyConfig>>
{
    private static readonly ListKind<KeyConfig> List = new(KeyKind.Instance, "keys");

    internal static KeysKind Instance { get; } = new();

    internal override Kind Items => KeyKind.Instance;

    internal override string Expects => List.Expects;

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out IReadOnlyList<KeyConfig> value)
    {
        if (!List.TryRead(node, scope, out value))
        {
            return false;
        }

        var named = value.Select((key, i) => key.SlotName.Length > 0 ? key : key with { SlotName = FormattableString.Invariant($"#{i + 1}") }).ToList();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < named.Count; i++)
        {
            if (!seen.Add(named[i].SlotName))
            {
                scope.At(i).Error(((YamlList)node).Items[i], DiagnosticCodes.DuplicateName, "Another key of this provider has the same name.", "Give each key its own name with {key: …, name: …}, or remove one.");
                value = null;
            }
        }

        value = value is null ? null : named;
        return value is not null;
    }
}
