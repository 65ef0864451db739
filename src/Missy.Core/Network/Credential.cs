namespace Missy.Network;

/// <summary>The key that travels with one request.</summary>
/// <param name="Slot">The key's name for logs and attempts, such as the variable that it came from; never its value.</param>
/// <param name="Secret">The key.</param>
public sealed record Credential(string Slot, Secret Secret)
{
    /// <summary>The account that a token belongs to, where the service wants to be told; null = the token tells, or none is needed.</summary>
    public string? Account { get; init; }

    /// <summary>The key that took this one's place in its call, since the service refused it and its source had another; null = none did.</summary>
    internal Credential? Renewed { get; set; }
}
