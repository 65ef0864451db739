using System.Collections;

namespace Missy.Completion;

/// <summary>Completes the aliases in effect.</summary>
internal class AliasCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Name, string Tip)> Names(IDictionary bound) =>
        MissyProcess.Client.GetAliases(RunspaceState.Current.Caller)
            .Where(IsOffered)
            .Select(alias => (alias.Name, $"{alias.Provider}/{alias.Model} ({alias.Source})"));

    /// <summary>Whether an alias is one to offer.</summary>
    protected virtual bool IsOffered(ModelAlias alias) => alias.ShadowedBy is null;
}
