using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>The section <c>providers:</c>. An entry with an error is left out; the others stand.</summary>
internal sealed class ProvidersKind : Kind<IReadOnlyList<ProviderConfig>>
{
    private static readonly YamlMap Nothing = new(1, 1, []);

    internal static ProvidersKind Instance { get; } = new();

    internal override Kind Values => ProviderSection.Section;

    internal override string Expects => "a mapping of names to providers";

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out IReadOnlyList<ProviderConfig> value)
    {
        value = null;
        if (node is not YamlMap map)
        {
            WrongType(node, scope);
            return false;
        }

        var providers = new List<ProviderConfig>();
        foreach (var entry in scope.Unique(map, StringComparer.OrdinalIgnoreCase, DiagnosticCodes.DuplicateName))
        {
            var mark = scope.Context.Mark();
            var name = entry.Key.Text.Trim();
            var provider = ReadEntry(entry, name, scope.At(name));
            if (scope.Context.ErrorsSince(mark) is { } reason)
            {
                scope.Context.LeftOut[name] = reason;
            }
            else if (provider is not null)
            {
                providers.Add(provider);
            }
        }

        value = providers;
        return true;
    }

    protected override string WrongTypeRemedy(YamlNode node) => "Write one name a line, each with a colon and its settings indented below it.";

    private static ProviderConfig? ReadEntry(YamlEntry entry, string name, ReadScope scope)
    {
        EntryName.Check(name, entry.Key, scope);
        if (!ProviderSection.Section.TryRead(entry.Value.IsNull ? Nothing : entry.Value, scope, out var provider))
        {
            return null;
        }

        if (provider.Wire.Length == 0)
        {
            if (!scope.Context.Known.Contains(name) && !NameIsGiven(entry.Value))
            {
                ProviderSection.UnknownService(entry.Key, scope.At("name"), name);
            }

            provider = provider with { Wire = name };
        }

        return provider with { Name = name, Line = entry.Key.Line };
    }

    /// <summary>Whether <c>name:</c> holds something, so that its own error is enough.</summary>
    private static bool NameIsGiven(YamlNode node) => node is YamlMap map && map["name"] is { IsNull: false };
}
