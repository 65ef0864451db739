namespace Missy;

/// <summary>One thing that was looked at in a provider's self-check.</summary>
/// <param name="Name">What: <c>configuration</c>, <c>key</c>, <c>address</c>, <c>service</c> or <c>model</c>.</param>
/// <param name="Status"><c>ok</c>, <c>warning</c>, <c>failed</c>, or <c>skipped</c> when an earlier check made it pointless.</param>
/// <param name="Summary">What was found.</param>
/// <param name="Remedy">What to do; null when nothing is to be done.</param>
public sealed record ProviderCheck(string Name, string Status, string Summary, string? Remedy = null)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Status} ({Summary})";
}
