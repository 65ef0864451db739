using Missy.Chat;

namespace Missy.Sessions.Talk;

/// <summary>What was written in a conversation.</summary>
public static class ChatInput
{
    /// <summary>The texts of the user's messages, oldest first, for an editor to bring back.</summary>
    /// <param name="session">The conversation.</param>
    public static IReadOnlyList<string> Of(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return
        [
            .. session.Messages
                .Where(message => message.Role == ChatRole.User)
                .Select(message => string.Join('\n', message.Content.OfType<TextPart>().Select(part => part.Text)))
                .Where(text => text.Length > 0),
        ];
    }
}
