namespace Missy.Sessions.Commands;

/// <summary>What a line says to the bot.</summary>
internal static class AddressedText
{
    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <returns>What it says, without the bot's name; null when it is not meant for the bot.</returns>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: mentions count, and the bot has no name.</exception>
    public static string? Of(ChatLine line)
    {
        var bot = BotName.Of(line.BotName);
        if (line.MentionOnly && bot is null)
        {
            throw new MissyException(ErrorKind.InvalidRequest, "Where only mentions count, the bot needs a name.")
            {
                Remedy = "Give its name with -BotName.",
            };
        }

        var mentioned = bot?.IsMentionedIn(line.Message) == true;
        var text = !mentioned ? line.Message.Trim()
            : line.MentionOnly ? bot!.Strip(line.Message)
            : bot!.StripFirst(line.Message);
        if (SlashCommand.Parse(text) is { Bot: { } addressee } command)
        {
            return bot?.Is(addressee) == false ? null : WithoutSuffix(text, command);
        }

        return line.MentionOnly && !mentioned ? null : text;
    }

    // The name is cut out, and the rest stays as it was written.
    private static string WithoutSuffix(string text, SlashCommand command)
    {
        var name = command.Name.Length + 1;
        return text[..name] + text[(name + 1 + command.Bot!.Length)..];
    }
}
