namespace Missy.Completion;

/// <summary>Completes the aliases that the runspace set for itself, which are those that it can remove.</summary>
internal sealed class OwnAliasCompleter : AliasCompleter
{
    /// <inheritdoc/>
    protected override bool IsOffered(ModelAlias alias) => alias.Source == AliasSource.Runspace;
}
