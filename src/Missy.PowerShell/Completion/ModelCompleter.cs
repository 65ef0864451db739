using System.Collections;
using System.Globalization;
using Missy.Providers;

namespace Missy.Completion;

/// <summary>Completes models: those of the provider given, else those of the usual one and, by provider/model, of the others.</summary>
internal sealed class ModelCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Name, string Tip)> Names(string parameter, IDictionary bound)
    {
        var client = MissyProcess.Client;
        var registry = client.Registry;
        if (bound["Provider"] is string { Length: > 0 } name)
        {
            return registry.Find(name) is { } provider ? Models(provider, "") : [];
        }

        var usual = client.UsualProvider(RunspaceState.Current.Caller);
        var own = usual is null ? [] : Models(usual, "");
        return own.Concat(registry.Providers
            .Where(provider => provider != usual && provider.WhyUnavailable() is null)
            .SelectMany(provider => Models(provider, provider.Name + "/")));
    }

    private static IEnumerable<(string Name, string Tip)> Models(RegisteredProvider provider, string prefix) =>
        MissyProcess.Client.KnownModels(provider).Select(model => (prefix + model.Id, Tip(model)));

    private static string Tip(ModelEntry model)
    {
        var context = model.ContextTokens is { } tokens ? string.Create(CultureInfo.InvariantCulture, $", {tokens:N0} tokens") : "";
        var price = model.InputPrice is { } input && model.OutputPrice is { } output
            ? string.Create(CultureInfo.InvariantCulture, $", {input:0.####} / {output:0.####} USD per million")
            : "";
        return $"{model.Provider}/{model.Id}{context}{price}";
    }
}
