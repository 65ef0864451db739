using Missy.Configuration;
using Missy.Configuration.Schema;
using Missy.Providers;

namespace Missy.Routing;

/// <summary>Changes the aliases of a runspace, after it has made sure that the change means something.</summary>
/// <param name="book">What the names stand for so far.</param>
/// <param name="registry">The providers.</param>
/// <param name="own">The aliases of the runspace.</param>
internal sealed class AliasEditor(AliasBook book, ProviderRegistry registry, AliasTable own)
{
    private const string Form = "Write provider/model, with the name of a provider and the id of one of its models.";

    /// <summary>Lets a name stand for a model, in this runspace.</summary>
    /// <param name="name">The name.</param>
    /// <param name="provider">The provider; null or blank = the model names it.</param>
    /// <param name="model">The model's id, or <c>provider/model</c> or <c>provider:model</c>.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: the name or what it is to stand for cannot be used; nothing has changed.</exception>
    public ModelAlias Set(string name, string? provider, string model)
    {
        name = name.Trim();
        if (EntryName.Problem(name) is { } problem)
        {
            throw Error($"'{name}' cannot be the name of an alias. {problem}", EntryName.Remedy);
        }

        if (book.IsProvider(name))
        {
            throw Error($"'{name}' is the name of a provider, which wins over an alias.", "Give the alias another name.");
        }

        var text = model.Trim().Trim('`').Trim();
        if (text.Length == 0)
        {
            throw Error($"The alias '{name}' stands for no model.", Form);
        }

        var (target, id) = string.IsNullOrWhiteSpace(provider) ? Qualified(name, text) : Beside(registry.Get(provider), text);
        return own.Set(name, target.Name, id);
    }

    /// <summary>Forgets an alias of this runspace; one of the configuration or a built-in one with its name is in effect again.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: this runspace has no such alias.</exception>
    public void Remove(string name)
    {
        name = name.Trim();
        if (own.Remove(name))
        {
            return;
        }

        throw book.Named(name, own) switch
        {
            [{ Source: AliasSource.Configuration }, ..] => Error(
                $"The alias '{name}' is in the configuration, not in this runspace.",
                $"Remove aliases.{name} from the file, or give the name another meaning here: Set-MissyModelAlias."),
            [_, ..] => Error(
                $"The alias '{name}' is built in and cannot be removed.",
                "Give the name another meaning: Set-MissyModelAlias for this runspace, or the section 'aliases' of the configuration."),
            [] => book.Unknown(name, own.All),
        };
    }

    private static MissyException Error(string message, string remedy) => new(ErrorKind.Configuration, message) { Remedy = remedy };

    private (RegisteredProvider Provider, string Id) Qualified(string name, string text)
    {
        var (first, rest) = ModelReference.Split(text);
        if (rest is null && (text.Equals(name, StringComparison.OrdinalIgnoreCase) || book.Find(text, own) is not null))
        {
            throw Error($"'{text}' is an alias itself, and aliases are not chained.", "Write the model that it stands for, as provider/model.");
        }

        return string.IsNullOrEmpty(rest) || first.Length == 0
            ? throw Error($"'{text}' does not say both a provider and a model.", Form)
            : (registry.Get(first), rest);
    }

    // "anthropic/claude-x" beside anthropic means claude-x; where ids have slashes, or a gateway makes up its own, it is an id.
    private (RegisteredProvider Provider, string Id) Beside(RegisteredProvider provider, string text)
    {
        var (first, rest) = ModelReference.Split(text);
        var again = provider.IsOwnHost && !provider.Service.SlashIds && !string.IsNullOrEmpty(rest) && registry.Find(first) == provider;
        return (provider, again ? rest! : text);
    }
}
