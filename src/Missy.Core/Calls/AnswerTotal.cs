using Missy.Chat;

namespace Missy.Calls;

/// <summary>What the answers of one call come to together: the last one, and those that called tools before it.</summary>
internal sealed class AnswerTotal
{
    /// <summary>Tokens of all answers.</summary>
    public TokenUsage Usage { get; private set; } = TokenUsage.None;

    /// <summary>US dollars of all answers; null when the price of one is unknown.</summary>
    public decimal? Cost { get; private set; } = 0;

    /// <summary>The reasoning of all answers, parted by a blank line; null for none.</summary>
    public string? Thinking { get; private set; }

    /// <summary>The last answer as a message; null before the first.</summary>
    public ChatMessage? Last { get; private set; }

    /// <summary>Counts one more answer.</summary>
    public void Add(CompletionResponse answer, decimal? cost)
    {
        Usage = Usage.Plus(answer.Usage);
        Cost += cost;
        Thinking = Thinking is null || answer.Thinking is null ? Thinking ?? answer.Thinking : $"{Thinking}\n\n{answer.Thinking}";
        Last = answer.Message;
    }
}
