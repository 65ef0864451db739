namespace Missy.Sessions.Commands;

/// <summary>A bot's name, and where lines mention it: <c>@name</c>, in any case, between what is no part of a name.</summary>
internal sealed class BotName
{
    private readonly string _name;
    private readonly string _mention;

    private BotName(string name)
    {
        _name = name;
        _mention = "@" + name;
    }

    /// <summary>Reads a name.</summary>
    /// <param name="text">The name, with or without <c>@</c>; null or blank = it is not known.</param>
    /// <returns>Null when it is not known.</returns>
    public static BotName? Of(string? text) => text?.Trim().TrimStart('@') is { Length: > 0 } name ? new BotName(name) : null;

    /// <summary>Whether a name is the bot's.</summary>
    public bool Is(string name) => name.Equals(_name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a line mentions the bot.</summary>
    public bool IsMentionedIn(string line) => Find(line, 0) >= 0;

    /// <summary>A line without the mentions of the bot, and without the space that parted them from the rest.</summary>
    public string Strip(string line)
    {
        for (var at = Find(line, 0); at >= 0; at = Find(line, at))
        {
            line = Cut(line, at);
        }

        return line.Trim();
    }

    /// <summary>A line without the mention that it begins with.</summary>
    public string StripFirst(string line)
    {
        line = line.Trim();
        return Find(line, 0) == 0 ? Cut(line, 0).TrimStart() : line;
    }

    // A full stop ends a sentence more often than it is part of a name.
    private static bool IsOfName(char letter) => char.IsLetterOrDigit(letter) || letter is '_';

    private string Cut(string line, int at)
    {
        var end = at + _mention.Length;
        return line[..at] + (end < line.Length && line[end] == ' ' ? line[(end + 1)..] : line[end..]);
    }

    private int Find(string line, int from)
    {
        while (true)
        {
            var at = line.IndexOf(_mention, from, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return -1;
            }

            var end = at + _mention.Length;
            if ((at == 0 || !IsOfName(line[at - 1])) && (end == line.Length || !IsOfName(line[end])))
            {
                return at;
            }

            from = end;
        }
    }
}
