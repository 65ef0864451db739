namespace Missy.Completion;

/// <summary>Completes sessions of past calls.</summary>
internal sealed class UsedSessionCompleter : UsageCompleter
{
    /// <inheritdoc/>
    protected override UsageGroup Group => UsageGroup.Session;
}
