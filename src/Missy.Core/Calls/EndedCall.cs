namespace Missy.Calls;

/// <summary>What came of one call of many.</summary>
/// <param name="Item">What it was made for.</param>
/// <param name="Answer">Its answer; null when it failed.</param>
/// <param name="Failure">Why there is no answer; null when there is one.</param>
public sealed record EndedCall<T>(object? Item, T? Answer, Exception? Failure);
