namespace Missy.Sessions.Talk;

/// <summary>What a word of a message may become.</summary>
/// <param name="Start">Where the word begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Words">What may stand in its place, in the order to offer it; empty for nothing.</param>
public sealed record ChatCompletions(int Start, int Length, IReadOnlyList<string> Words)
{
    /// <summary>Nothing.</summary>
    public static ChatCompletions None { get; } = new(0, 0, []);
}
