namespace Missy;

/// <summary>One decision on the way to a route.</summary>
/// <param name="Step">What was decided: <c>purpose</c>, <c>provider</c>, <c>alias</c>, <c>tier</c>, <c>model</c>, <c>fallback</c>, or <c>history</c> (turns that were left out).</param>
/// <param name="Chose">What was chosen.</param>
/// <param name="Because">Who or what said so.</param>
public sealed record RouteStep(string Step, string Chose, string Because)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Step} = {Chose} ({Because})";
}
