using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>A model: <c>provider/model</c>, <c>provider:model</c>, the model alone, or a mapping of both.</summary>
internal sealed class ModelKind(bool providerNeeded) : Kind<ModelReference>
{
    private static readonly TextKind Text = new("a model as provider/model");

    private static readonly Field<string?> Provider =
        Field.Optional("provider", new TextKind("the name of a provider"), "The provider: a configured name, or one of the catalogue.");

    private static readonly Field<string?> Model =
        new("model", new TextKind("a model id")!, null, "The model id.") { OtherName = "model_id" };

    private static readonly Section<ModelReference> Map = new([Provider, Model], Build);

    internal static ModelKind Any { get; } = new(providerNeeded: false);

    internal static ModelKind WithProvider { get; } = new(providerNeeded: true);

    internal override IReadOnlyList<Field> Keys => Map.Fields;

    internal override string Expects => Text.Expects;

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out ModelReference value)
    {
        value = null;
        if (node is YamlMap)
        {
            return Map.TryRead(node, scope, out value) && Check(value, node, scope);
        }

        if (!Text.TryRead(node, scope, out var text))
        {
            return false;
        }

        value = ModelReference.TryParse(text, scope.Context.IsProvider);
        if (value is null)
        {
            BadForm(node, scope, "The provider or the model is missing.");
        }
        else if (value.Provider is null)
        {
            value = Check(value, node, scope) ? value : null;
        }

        return value is not null;
    }

    private static ModelReference? Build(FieldValues values, ReadScope scope)
    {
        if (values.Get(Model) is { } model)
        {
            return new ModelReference(values.Get(Provider), model);
        }

        if (!values.Has(Model))
        {
            scope.Error(values.Map, DiagnosticCodes.MissingKey, "The key model is missing.", "Add model: with the id of a model.");
        }

        return null;
    }

    private bool Check(ModelReference read, YamlNode node, ReadScope scope)
    {
        if (read.Provider is { } provider)
        {
            return scope.Context.IsProvider(provider) || Unknown(provider, node, scope);
        }

        var (first, rest) = ModelReference.Split(read.Model);
        if (providerNeeded)
        {
            return Unknown(rest is null ? "" : first, node, scope);
        }

        // Ids hold slashes and colons of their own; only what looks like a slip is worth a word.
        if (rest is not null && scope.Context.NearestProviders(first) is { Count: > 0 } nearest)
        {
            scope.Warn(node, DiagnosticCodes.UnknownProvider, "The first part is no provider, so the whole text is taken as a model id.", NearestNames.Ask(nearest));
        }

        return true;
    }

    private static bool Unknown(string provider, YamlNode node, ReadScope scope)
    {
        var remedy = NearestNames.Ask(scope.Context.NearestProviders(provider));
        scope.Error(
            node,
            DiagnosticCodes.UnknownProvider,
            provider.Length == 0 ? "The entry names no provider." : "The entry names a provider that is neither configured nor known.",
            remedy.Length > 0 ? remedy : "Write provider/model, with a provider that is configured above or in the catalogue.");
        return false;
    }
}
