namespace Missy;

/// <summary>What became of a switch to a provider's next key.</summary>
/// <param name="Provider">The registry name.</param>
/// <param name="Before">The slot whose key the next call would have taken; null when there is no key.</param>
/// <param name="After">The slot whose key it takes now; the same when there is no other to switch to.</param>
/// <param name="Reason">Why there is no other; null when there was.</param>
public sealed record KeySwitch(string Provider, string? Before, string? After, string? Reason = null)
{
    /// <summary>The switch on one line, such as <c>openai: work -> home</c>.</summary>
    public override string ToString() => $"{Provider}: {Before ?? "none"} -> {After ?? "none"}";
}
