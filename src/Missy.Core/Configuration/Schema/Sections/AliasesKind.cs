using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>The section <c>aliases:</c>. An entry with an error is left out; the others stand.</summary>
internal sealed class AliasesKind : Kind<IReadOnlyDictionary<string, string>>
{
    internal static AliasesKind Instance { get; } = new();

    internal override string Expects => "a mapping of short names to models";

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out IReadOnlyDictionary<string, string> value)
    {
        value = null;
        if (node is not YamlMap map)
        {
            WrongType(node, scope);
            return false;
        }

        var aliases = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in scope.Unique(map, StringComparer.OrdinalIgnoreCase, DiagnosticCodes.DuplicateName))
        {
            var mark = scope.Context.Mark();
            var name = entry.Key.Text.Trim();
            if (ReadEntry(entry, name, scope.At(name)) is { } model)
            {
                aliases[name] = model.ToString();
            }
            else if (scope.Context.ErrorsSince(mark) is { } reason)
            {
                scope.Context.LeftOutAliases[name] = reason;
            }
        }

        value = aliases;
        return true;
    }

    private static ModelReference? ReadEntry(YamlEntry entry, string name, ReadScope scope)
    {
        if (!EntryName.Check(name, entry.Key, scope) || !ModelKind.Any.TryRead(entry.Value, scope, out var model))
        {
            return null;
        }

        if (scope.Context.Configured.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            scope.Warn(entry.Key, DiagnosticCodes.NoEffect, "A provider has the same name and wins over the alias.", "Give the alias another name.");
        }

        return model;
    }
}
