using Missy.Routing;

namespace Missy;

/// <content>Short names for models.</content>
public sealed partial class MissyClient
{
    /// <summary>
    /// Every alias, those of the caller's runspace first, then the configuration's, then the built-in ones. Each says whether
    /// something takes its name from it.
    /// </summary>
    /// <param name="caller">What the caller's runspace chose for itself.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: the file cannot be used.</exception>
    public IReadOnlyList<ModelAlias> GetAliases(CallerState caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return Usable().Aliases.List(caller.Aliases);
    }

    /// <summary>The aliases of one name: the first has precedence over the others.</summary>
    /// <param name="caller">What the caller's runspace chose for itself.</param>
    /// <param name="name">The name, in any case.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: there is no such alias; the nearest names are offered.</exception>
    public IReadOnlyList<ModelAlias> GetAliases(CallerState caller, string name)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(name);
        name = name.Trim();
        var book = Usable().Aliases;
        return book.Named(name, caller.Aliases) is { Count: > 0 } found ? found : throw book.Unknown(name, book.List(caller.Aliases));
    }

    /// <summary>Lets a name stand for a model at a provider, in the caller's runspace, in place of what it stood for.</summary>
    /// <param name="caller">The runspace's state.</param>
    /// <param name="name">The name: up to 64 characters without slash, colon, back-tick and white space.</param>
    /// <param name="provider">The provider's name; null or blank = the model names it.</param>
    /// <param name="model">The model's id, or <c>provider/model</c> or <c>provider:model</c>. Never another alias.</param>
    /// <returns>The alias.</returns>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: the name cannot be used, or the provider does not exist; nothing has changed.</exception>
    public ModelAlias SetAlias(CallerState caller, string name, string? provider, string model)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(model);
        return EditorOf(caller).Set(name, provider, model);
    }

    /// <summary>Forgets an alias of the caller's runspace; what the configuration or Missy itself has under the name is in effect again.</summary>
    /// <param name="caller">The runspace's state.</param>
    /// <param name="name">The name, in any case.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: the runspace has no such alias of its own.</exception>
    public void RemoveAlias(CallerState caller, string name)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(name);
        EditorOf(caller).Remove(name);
    }

    private AliasEditor EditorOf(CallerState caller)
    {
        var snapshot = Usable();
        return new AliasEditor(snapshot.Aliases, snapshot.Registry, caller.Aliases);
    }
}
