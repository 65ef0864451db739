namespace Missy.Completion;

/// <summary>Completes tags of past calls.</summary>
internal sealed class UsedTagCompleter : UsageCompleter
{
    /// <inheritdoc/>
    protected override UsageGroup Group => UsageGroup.Tag;
}
