namespace Missy;

/// <summary>Whether a request to a URL would be allowed, and by what.</summary>
/// <param name="Url">The URL as it was asked about.</param>
/// <param name="Allowed">Whether it would.</param>
/// <param name="Rule">
/// The rule that decided, by its place in the configuration, such as <c>network.allowed_hosts: llm.example:443</c>; <c>url</c>,
/// <c>address: …</c> and <c>https</c> always hold.
/// </param>
/// <param name="Addresses">The addresses of its host, looked up now; empty when it was refused before that, has none, or a proxy looks it up.</param>
/// <param name="Reason">What else there is to know; null when there is nothing.</param>
/// <param name="Remedy">What to add to the configuration to allow it; null when it is allowed or nothing would help.</param>
public sealed record PolicyVerdict(
    string Url, bool Allowed, string Rule, IReadOnlyList<string> Addresses, string? Reason = null, string? Remedy = null)
{
    /// <summary>The addresses of its host, looked up now; empty when it was refused before that, has none, or a proxy looks it up.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = Indexable.Of(Addresses);

    /// <inheritdoc/>
    public override string ToString() => $"{(Allowed ? "allowed" : "denied")} by {Rule}{(Reason is null ? "" : $": {Reason}")}";
}
