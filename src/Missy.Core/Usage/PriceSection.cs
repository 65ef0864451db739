using Missy.Configuration;
using Missy.Configuration.Schema;
using Missy.Providers;

namespace Missy.Usage;

/// <summary>The keys of one entry of <c>prices:</c> in a user's price file. Amounts are US dollars per million tokens.</summary>
internal static class PriceSection
{
    private static readonly Field<string?> Provider = Field.Optional("provider", new TextKind("the name of a provider", 64), "The provider, configured or of the catalogue.");
    private static readonly Field<string?> Model = Field.Optional("model", new TextKind("a model id"), "The model id; * stands for any letters.");
    private static readonly Field<decimal?> Input = Field.OptionalValue("input", MoneyKind.Instance, "For prompt tokens.");
    private static readonly Field<decimal?> Output = Field.OptionalValue("output", MoneyKind.Instance, "For tokens of the answer, reasoning included.");
    private static readonly Field<decimal?> CachedInput = Field.OptionalValue("cached_input", MoneyKind.Instance, "For prompt tokens read from the service's cache.");
    private static readonly Field<decimal?> CacheWrite = Field.OptionalValue("cache_write", MoneyKind.Instance, "For prompt tokens written to the service's cache.");
    private static readonly Field<int?> AboveTokens = Field.OptionalValue("above_tokens", new CountKind(1, int.MaxValue), "Prompt tokens above which these prices hold.");
    private static readonly Field<LongPromptPrice?> LongPrompt = Field.Optional("long_prompt", LongPromptSection(), "The prices of a request with a long prompt.");
    private static readonly Field<DateOnly?> AsOf = Field.OptionalValue("as_of", DayKind.Instance, "The day for which the price holds.");

    internal static Section<PriceEntry> Section { get; } = new(
        [Provider, Model, Input, Output, CachedInput, CacheWrite, LongPrompt, AsOf],
        static (values, scope) => IsWhole(values, scope, Provider, Model, Input, Output) ? Build(values, scope) : null);

    private static Section<LongPromptPrice> LongPromptSection() => new(
        [AboveTokens, Input, Output, CachedInput, CacheWrite],
        static (values, scope) => IsWhole(values, scope, AboveTokens, Input, Output)
            && values.Get(AboveTokens) is { } above && values.Get(Input) is { } input && values.Get(Output) is { } output
                ? new LongPromptPrice(above, input, output, values.Get(CachedInput), values.Get(CacheWrite))
                : null);

    private static bool IsWhole(FieldValues values, ReadScope scope, params Field[] required)
    {
        var missing = required.Where(field => !values.Has(field)).ToList();
        foreach (var field in missing)
        {
            scope.Error(values.Map, DiagnosticCodes.MissingKey, $"The key {field.Name} is missing.", $"Add {field.Name}: with {field.Kind.Expects}.");
        }

        return missing.Count == 0;
    }

    private static PriceEntry? Build(FieldValues values, ReadScope scope)
    {
        if (values.Get(Provider) is not { } provider
            || values.Get(Model) is not { } model
            || values.Get(Input) is not { } input
            || values.Get(Output) is not { } output)
        {
            return null;
        }

        if (!scope.Context.IsProvider(provider))
        {
            var ask = NearestNames.Ask(scope.Context.NearestProviders(provider));
            scope.At(Provider.Name).Warn(
                values.NodeOf(Provider), DiagnosticCodes.UnknownProvider, "No provider of this name is configured or known, so the price has no effect.", ask.Length > 0 ? ask : "Add it to providers of the configuration.");
        }

        var price = new ModelPrice(input, output, values.Get(CachedInput), values.Get(LongPrompt), values.Get(CacheWrite));
        return new PriceEntry(provider, model, price, values.Get(AsOf));
    }
}
