namespace Missy.Network;

/// <summary>What the rules say of a target before its name is looked up.</summary>
/// <param name="Allowed">Whether a request may go there.</param>
/// <param name="Rule">The rule that decided, by its place in the configuration, such as <c>network.default_deny</c>.</param>
/// <param name="Reason">Why not, as the end of a sentence; null when it is allowed.</param>
/// <param name="Remedy">What to add to the configuration; null when nothing would help, or nothing is wrong.</param>
internal sealed record PolicyDecision(bool Allowed, string Rule, string? Reason = null, string? Remedy = null)
{
    /// <summary>
    /// Whether loopback and private addresses are open to connections under this decision: the provider is local, or the rule
    /// names the very address.
    /// </summary>
    public bool Local { get; init; }

    public static PolicyDecision Allow(string rule, bool local) => new(true, rule) { Local = local };

    public static PolicyDecision Deny(string rule, string reason, string? remedy = null) => new(false, rule, reason, remedy);
}
