namespace Missy.Completion;

/// <summary>Completes models of past calls.</summary>
internal sealed class UsedModelCompleter : UsageCompleter
{
    /// <inheritdoc/>
    protected override UsageGroup Group => UsageGroup.Model;
}
