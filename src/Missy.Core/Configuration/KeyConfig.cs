namespace Missy.Configuration;

/// <summary>One of a provider's several keys.</summary>
/// <param name="SlotName">The name shown for it: the given one, else the environment variable's, else <c>#1</c>, <c>#2</c> … by position.</param>
/// <param name="Secret">The key.</param>
/// <param name="Models">Patterns of the models it may be used for, <c>*</c> for any run of characters; empty = all.</param>
public sealed record KeyConfig(string SlotName, SecretReference Secret, IReadOnlyList<string> Models);
