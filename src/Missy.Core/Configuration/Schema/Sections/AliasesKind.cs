using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>The section <c>aliases:</c>. An entry with an error is left out; the others stand.</summary>
internal sealed class AliasesKind : Kind<IReadOnlyDictionary<string, ModelReference>>
{
    internal static AliasesKind Instance { get; } = new();

    internal override Kind Values => ModelKind.WithProvider;

    internal override string Expects => "a mapping of short names to models";

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out IReadOnlyDictionary<string, ModelReference> value)
    {
        value = null;
        if (node is not YamlMap map)
        {
            WrongType(node, scope);
            return false;
        }

        var aliases = new Dictionary<string, ModelReference>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in scope.Unique(map, StringComparer.OrdinalIgnoreCase, DiagnosticCodes.DuplicateName))
        {
            var mark = scope.Context.Mark();
            var name = entry.Key.Text.Trim();
            if (ReadEntry(entry, name, map, scope.At(name)) is { } model)
            {
                aliases[name] = model;
            }
            else if (scope.Context.ErrorsSince(mark) is { } reason)
            {
                scope.Context.LeftOutAliases[name] = reason;
            }
        }

        value = aliases;
        return true;
    }

    /// <summary>Warns of aliases that are also the id of a configured model, which the provider's own model wins over.</summary>
    internal static void CheckModels(YamlNode node, IReadOnlyList<ProviderConfig> providers, ReadScope scope)
    {
        if (node is not YamlMap map)
        {
            return;
        }

        foreach (var entry in map.Entries)
        {
            var name = entry.Key.Text.Trim();
            var named = providers.FirstOrDefault(provider =>
                new[] { provider.Model, provider.FastModel, provider.PremiumModel }.Contains(name, StringComparer.OrdinalIgnoreCase));
            if (named is not null && !scope.Context.LeftOutAliases.ContainsKey(name))
            {
                scope.At(name).Warn(entry.Key, DiagnosticCodes.NoEffect, $"A model of providers.{named.Name} has the same id and wins over the alias where that provider answers.", "Give the alias another name.");
            }
        }
    }

    private static ModelReference? ReadEntry(YamlEntry entry, string name, YamlMap all, ReadScope scope)
    {
        if (!EntryName.Check(name, entry.Key, scope) || IsChained(entry.Value, name, all, scope) || !ModelKind.WithProvider.TryRead(entry.Value, scope, out var model))
        {
            return null;
        }

        if (scope.Context.Configured.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            scope.Warn(entry.Key, DiagnosticCodes.NoEffect, "A provider has the same name and wins over the alias.", "Give the alias another name.");
        }

        return model;
    }

    /// <summary>Reports a target that is the name of an alias, its own or another's.</summary>
    private static bool IsChained(YamlNode target, string name, YamlMap all, ReadScope scope)
    {
        if (target is not YamlScalar { Type: YamlScalarType.Text } scalar)
        {
            return false;
        }

        var text = scalar.Text.Trim();
        if (!all.Entries.Any(other => other.Key.Text.Trim().Equals(text, StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        scope.Error(
            target,
            DiagnosticCodes.BadForm,
            text.Equals(name, StringComparison.OrdinalIgnoreCase) ? "The alias stands for itself, and aliases are not chained." : "The target is an alias itself, and aliases are not chained.",
            "Write the model that is meant, as provider/model.");
        return true;
    }
}
