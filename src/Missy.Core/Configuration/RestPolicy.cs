namespace Missy.Configuration;

/// <summary>One rule about requests.</summary>
/// <param name="Host">The host, lower case; <c>*.x.com</c> for the names below it, <c>*</c> for every host.</param>
/// <param name="Method">The method, upper case; <c>*</c> for every method.</param>
/// <param name="Path">The path pattern, from the root: <c>*</c> within a segment, <c>**</c> across segments.</param>
/// <param name="Action">What the rule says.</param>
public sealed record RestPolicy(string Host, string Method, string Path, RestAction Action);
