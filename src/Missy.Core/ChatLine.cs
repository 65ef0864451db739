namespace Missy;

/// <summary>One line that somebody wrote in a chat.</summary>
/// <param name="Message">The line as it was written.</param>
/// <param name="Sender">Who wrote it, such as <c>telegram_123</c>: the name of the session that it belongs to.</param>
public sealed record ChatLine(string Message, string Sender)
{
    /// <summary>The bot's own name, with or without <c>@</c>; null = unknown, and then every suffix of a command counts as its own.</summary>
    public string? BotName { get; init; }

    /// <summary>Whether only lines are meant for the bot that mention it.</summary>
    public bool MentionOnly { get; init; }

    /// <summary>Who may switch models, told apart without case; null = as <c>sessions.allowed_senders</c> says, empty = nobody.</summary>
    public IReadOnlyList<string>? AllowedSenders { get; init; }
}
