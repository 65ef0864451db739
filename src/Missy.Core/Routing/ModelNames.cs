using Missy.Configuration;
using Missy.Providers;

namespace Missy.Routing;

/// <summary>
/// Reads names of models: ids, <c>provider/model</c>, <c>provider:model</c> and aliases. Ids may hold slashes and colons of
/// their own, so what a name means depends on the provider that is named beside it or current.
/// </summary>
internal sealed class ModelNames(ProviderRegistry registry, ConfigResult config, AliasBook aliases, ListedModels listed)
{
    /// <summary>The text without the back-ticks and white space that chats put around it; null when nothing is left.</summary>
    public static string? Clean(string? text) => text?.Trim().Trim('`').Trim() is { Length: > 0 } clean ? clean : null;

    /// <summary>Reads a name beside the name of a provider, which then answers whatever the model is called.</summary>
    /// <exception cref="MissyException">The name belongs to another provider.</exception>
    public NamedModel At(RegisteredProvider named, string text, AliasTable own, string because)
    {
        if (aliases.Find(text, own) is { } alias && !listed.Contains(named, text))
        {
            var target = TargetOf(alias, named);
            return target == named ? new NamedModel(alias.Model, named, because, alias)
                : alias.Source == AliasSource.BuiltIn ? new NamedModel(text, named, because)
                : throw OfAnother(named, text, $"an alias of {alias.Provider}/{alias.Model}");
        }

        if (Split(text) is not { } split || listed.Contains(named, text))
        {
            return new NamedModel(text, named, because);
        }

        return split.Provider == named ? new NamedModel(AtOwn(named, text, split.Remainder), named, because)
            : named.Service.SlashIds || !named.IsOwnHost ? new NamedModel(text, named, because)
            : throw OfAnother(named, text, $"a model of provider '{split.Provider.Name}'");
    }

    /// <summary>Reads a name that stands alone.</summary>
    /// <param name="text">The name.</param>
    /// <param name="current">The provider that would answer if no model were named; null when there is none.</param>
    /// <param name="own">The runspace's aliases.</param>
    /// <param name="because">Who named it.</param>
    /// <exception cref="MissyException">It is an alias that leads nowhere, or is meant for a provider that does not exist.</exception>
    public NamedModel Alone(string text, RegisteredProvider? current, AliasTable own, string because)
    {
        if (config.LeftOutAliases.TryGetValue(text, out var reason) && own.Find(text) is null)
        {
            throw LeftOut(text, reason);
        }

        var alias = aliases.Find(text, own);
        if (alias is null && text.AsSpan().IndexOfAny('/', ':') < 0)
        {
            return new NamedModel(text, null, because);
        }

        if (current is not null && listed.Contains(current, text))
        {
            return new NamedModel(text, null, because);
        }

        return alias is not null
            ? new NamedModel(alias.Model, TargetOf(alias, current) ?? throw Nowhere(alias), because, alias)
            : Separated(text, current, because);
    }

    private NamedModel Separated(string text, RegisteredProvider? current, string because)
    {
        var split = Split(text);
        if (current?.Service.SlashIds == true && text.Contains('/', StringComparison.Ordinal))
        {
            return new NamedModel(split is { } own && own.Provider == current ? AtOwn(current, text, own.Remainder) : text, null, because);
        }

        if (split is { } found)
        {
            return new NamedModel(AtOwn(found.Provider, text, found.Remainder), found.Provider, because);
        }

        // Only what looks like a slip is worth an error: local servers and proxies have ids with slashes of every kind.
        var first = ModelReference.Split(text).First;
        return text.Contains('/', StringComparison.Ordinal) && NearestNames.Find(first, registry.Names, 3) is { Count: > 0 } nearest
            ? throw new MissyException(ErrorKind.Configuration, $"There is no provider '{first}', which the model '{text}' names. {NearestNames.Ask(nearest)}")
            : new NamedModel(text, null, because);
    }

    // "openrouter/anthropic/claude-x" is OpenRouter's name before an id; "openrouter/auto" is an id, as all of its ids have a slash.
    private string AtOwn(RegisteredProvider provider, string text, string rest) =>
        provider.Service.SlashIds
        && !rest.Contains('/', StringComparison.Ordinal)
        && text.StartsWith(provider.Service.Name + "/", StringComparison.OrdinalIgnoreCase)
        && !listed.HasPlainIds(provider)
            ? text
            : rest;

    private (RegisteredProvider Provider, string Remainder)? Split(string text)
    {
        var (first, rest) = ModelReference.Split(text);
        return !string.IsNullOrEmpty(rest) && first.Length > 0 && registry.Find(first) is { } provider ? (provider, rest) : null;
    }

    // Where several could be meant, the one that would answer anyway is.
    private RegisteredProvider? TargetOf(ModelAlias alias, RegisteredProvider? preferred)
    {
        var candidates = aliases.ProvidersOf(alias);
        return candidates.FirstOrDefault(candidate => candidate == preferred) ?? (candidates is [var only] ? only : null);
    }

    private MissyException Nowhere(ModelAlias alias)
    {
        var several = aliases.ProvidersOf(alias);
        if (several.Count > 0)
        {
            return Nowhere(
                alias,
                $"stands for {alias.Model}, which several providers have: {string.Join(", ", several.Select(provider => provider.Name))}.",
                $"Name the provider too: {several[0].Name}/{alias.Model}.");
        }

        var target = $"{alias.Provider}/{alias.Model}";
        return registry.Find(alias.Provider) is { } elsewhere
            ? Nowhere(
                alias,
                $"stands for {target} at the service's own address, and provider '{elsewhere.Name}' is at {elsewhere.BaseUrl}.",
                $"Name the model by its id there, such as {target}, or write the alias under 'aliases'.")
            : Nowhere(
                alias,
                $"stands for {target}, and there is no provider '{alias.Provider}'.",
                $"Add '{alias.Provider}' under 'providers', or name a model of another.");
    }

    private static MissyException Nowhere(ModelAlias alias, string why, string remedy) =>
        new(ErrorKind.Configuration, $"'{alias.Name}' {why}") { Provider = alias.Provider, Remedy = remedy };

    private static MissyException OfAnother(RegisteredProvider named, string text, string what) =>
        new(ErrorKind.Configuration, $"The call names provider '{named.Name}', but its model '{text}' is {what}.")
        {
            Provider = named.Name,
            Remedy = "Leave out the provider, or name one of its own models.",
        };

    private static MissyException LeftOut(string alias, string reason) =>
        new(ErrorKind.Configuration, $"The alias '{alias}' was left out of the configuration: {reason}")
        {
            Remedy = "Test-MissyConfig (missy config validate) lists everything that is wrong.",
        };
}
