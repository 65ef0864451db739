using System.Collections;
using System.Globalization;
using Missy.Providers;

namespace Missy.Completion;

/// <summary>Completes models: those of the provider given, else those of the usual one, the aliases and, by provider/model, those of the others.</summary>
internal class ModelCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Name, string Tip)> Names(IDictionary bound)
    {
        var client = MissyProcess.Client;
        var registry = client.Registry;
        if (bound["Provider"] is string { Length: > 0 } name)
        {
            return registry.Find(name) is { } provider ? Models(provider, "") : [];
        }

        var usual = client.UsualProvider(RunspaceState.Current.Caller);
        var own = usual is null ? [] : Models(usual, PrefixOfUsual(usual));
        return own.Concat(Aliases()).Concat(registry.Providers
            .Where(provider => provider != usual && provider.WhyUnavailable() is null)
            .SelectMany(provider => Models(provider, provider.Name + "/")));
    }

    /// <summary>What stands before the models of the provider that answers when none is named.</summary>
    protected virtual string PrefixOfUsual(RegisteredProvider usual) => "";

    /// <summary>The aliases whose provider can answer.</summary>
    protected virtual IEnumerable<(string Name, string Tip)> Aliases() => MissyProcess.Client
        .GetAliases(RunspaceState.Current.Caller)
        .Where(alias => alias.ShadowedBy is null && MissyProcess.Client.Registry.Find(alias.Provider) is { } provider && provider.WhyUnavailable() is null)
        .Select(alias => (alias.Name, $"alias of {alias.Provider}/{alias.Model}"));

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
