using System.Collections.ObjectModel;
using System.Text.Json;

namespace Missy.Configuration.Schema;

/// <summary>The keys of one entry of <c>models:</c>.</summary>
internal static class PurposeSection
{
    private static readonly Field<string?> Provider = Field.Optional("provider", new TextKind("the name of a provider", 64), "The provider, configured or of the catalogue.");
    private static readonly Field<string?> Model = new("model", new TextKind("a model id")!, null, "The model id.") { OtherName = "model_id" };
    private static readonly Field<string?> Purpose = Field.Optional("purpose", new TextKind("a purpose such as lead or worker", 64), "What the model is for; several entries may share a purpose.");
    private static readonly Field<string?> Description = Field.Optional("description", new TextKind("a line of text", 4096), "What the purpose is, for people.");
    private static readonly Field<IReadOnlyDictionary<string, JsonElement>> Metadata = new("metadata", new JsonMapKind(), ReadOnlyDictionary<string, JsonElement>.Empty, "Whatever you want to attach.");

    private static readonly Field[] Required = [Provider, Model, Purpose];

    internal static Section<PurposeConfig> Section { get; } = new([Provider, Model, Purpose, Description, Metadata], Build) { Required = Required };

    private static PurposeConfig? Build(FieldValues values, ReadScope scope)
    {
        foreach (var field in Required)
        {
            if (!values.Has(field))
            {
                scope.Error(values.Map, DiagnosticCodes.MissingKey, $"The key {field.Name} is missing.", $"Add {field.Name}: with {field.Kind.Expects}.");
            }
        }

        if (values.Get(Purpose) is { } named)
        {
            EntryName.Check(named, values.NodeOf(Purpose), scope.At(Purpose.Name));
        }

        if (values.Get(Provider) is { } name && !scope.Context.IsProvider(name))
        {
            var ask = NearestNames.Ask(scope.Context.NearestProviders(name));
            scope.At(Provider.Name).Error(values.NodeOf(Provider), DiagnosticCodes.UnknownProvider, "No provider of this name is configured or known.", ask.Length > 0 ? ask : "Add it to providers.");
        }

        return values.Get(Provider) is { } provider && values.Get(Model) is { } model && values.Get(Purpose) is { } purpose
            ? new PurposeConfig
            {
                Provider = provider,
                Model = model,
                Purpose = purpose,
                Description = values.Get(Description),
                Metadata = values.Get(Metadata),
                Line = values.Map.Line,
            }
            : null;
    }
}
