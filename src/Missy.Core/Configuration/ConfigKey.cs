namespace Missy;

/// <summary>A setting that a configuration may have.</summary>
/// <param name="Name">Its dotted key, as <c>Set-MissyConfig</c> takes it.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Words">The words that it takes; empty when there is no short list of them.</param>
public sealed record ConfigKey(string Name, string Description, IReadOnlyList<string> Words);
