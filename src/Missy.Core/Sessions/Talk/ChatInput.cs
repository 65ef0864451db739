using Missy.Chat;

namespace Missy.Sessions.Talk;

/// <summary>What a user writes in a conversation.</summary>
public static class ChatInput
{
    /// <summary>Reads a message where there is no editor: one line, or several where lines end with a backslash.</summary>
    /// <param name="readLine">Reads a line; null when there are no more.</param>
    /// <returns>Null when there are no more.</returns>
    public static async Task<string?> ReadAsync(Func<Task<string?>> readLine)
    {
        ArgumentNullException.ThrowIfNull(readLine);
        var message = await readLine();
        while (message is [.. var line, '\\'])
        {
            message = $"{line}\n{await readLine()}";
        }

        return message;
    }

    /// <summary>The texts of the user's messages without attached files, oldest first, for an editor to bring back.</summary>
    /// <param name="session">The conversation.</param>
    public static IReadOnlyList<string> Of(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return
        [
            .. session.Messages
                .Where(message => message.Role == ChatRole.User)
                .Select(message => string.Join('\n', message.Content.OfType<TextPart>().Where(part => part.FileName is null).Select(part => part.Text)))
                .Where(text => text.Length > 0),
        ];
    }
}
