namespace Missy.Chat;

/// <summary>Where turns begin in a conversation: with each user message that is no result of a tool.</summary>
internal static class Turns
{
    /// <summary>The positions of the messages that begin turns.</summary>
    public static IReadOnlyList<int> Starts(IReadOnlyList<ChatMessage> messages) =>
        [.. Enumerable.Range(0, messages.Count).Where(position => Begins(messages[position]))];

    /// <summary>The messages of the last turns; all of them when there are no more.</summary>
    /// <param name="messages">The conversation.</param>
    /// <param name="count">How many turns; 0 = all.</param>
    public static IReadOnlyList<ChatMessage> Last(IReadOnlyList<ChatMessage> messages, int count) =>
        count > 0 && Starts(messages) is var starts && starts.Count > count ? [.. messages.Skip(starts[^count])] : messages;

    private static bool Begins(ChatMessage message) =>
        message.Role == ChatRole.User && !message.Content.Any(part => part is ToolResultPart);
}
