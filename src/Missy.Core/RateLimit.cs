using System.Globalization;

namespace Missy;

/// <summary>One limit of a service, as an answer's headers tell it.</summary>
/// <param name="Limit">How many a window of time allows; null when it is not told.</param>
/// <param name="Remaining">How many are left of them; null when it is not told.</param>
/// <param name="ResetsAt">When all of them are there again; null when it is not told.</param>
public sealed record RateLimit(long? Limit, long? Remaining, DateTimeOffset? ResetsAt)
{
    /// <summary>What is left of how many, such as <c>59/60</c>.</summary>
    public override string ToString() => $"{Text(Remaining)}/{Text(Limit)}";

    private static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "?";
}
