using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary><c>routing.fallback</c>: a word, or a list of models that each name a provider. An empty list is <c>none</c>.</summary>
internal sealed class FallbackKind : Kind<FallbackPolicy>
{
    private static readonly WordKind<FallbackMode> Words = new(("none", FallbackMode.None), ("same_model", FallbackMode.SameModel), ("any", FallbackMode.Any));
    private static readonly ListKind<ModelReference> Chain = new(ModelKind.WithProvider, "models as provider/model");

    internal static FallbackKind Instance { get; } = new();

    internal override IEnumerable<string> Choices => Words.Words;

    internal override string Expects => $"{Words.Expects}, or {Chain.Expects}";

    internal override Kind Items => Chain.Item;

    internal override bool TakesText(string text) => Words.TakesText(text);

    internal override object? Plain(FallbackPolicy value) => value.Chain.Count == 0 ? Words.Plain(value.Mode) : null;

    internal override void WriteSchema(SchemaWriter writer, bool orNull) => writer.AnyOf(
        orNull,
        () => writer.Words(Words.Words),
        () => writer.Text(SchemaWriter.AnyCase(Words.Words), orNull: false),
        () => Chain.WriteSchema(writer, orNull: false));

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out FallbackPolicy value)
    {
        value = null;
        switch (node)
        {
            case YamlList when Chain.TryRead(node, scope, out var chain):
                value = new FallbackPolicy(chain.Count == 0 ? FallbackMode.None : FallbackMode.Chain, chain);
                break;
            case YamlScalar when Words.TryRead(node, scope, out var mode):
                value = new FallbackPolicy(mode, []);
                break;
            case YamlMap:
                WrongType(node, scope);
                break;
        }

        return value is not null;
    }
}

/// <summary>Who may answer when the chosen provider cannot.</summary>
internal sealed record FallbackPolicy(FallbackMode Mode, IReadOnlyList<ModelReference> Chain);
