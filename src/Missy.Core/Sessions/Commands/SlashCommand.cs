namespace Missy.Sessions.Commands;

/// <summary>A line that begins with a slash and a word: <c>/name@bot words</c>. Whether anybody knows the word is not said by that.</summary>
/// <param name="Name">The word after the slash, in lower case.</param>
/// <param name="Bot">The bot that the command is addressed to, without <c>@</c>; null when it names none.</param>
/// <param name="Words">What follows, parted by white space.</param>
public sealed record SlashCommand(string Name, string? Bot, IReadOnlyList<string> Words)
{
    /// <summary>All that follows the name, its words parted by one space.</summary>
    public string Argument => string.Join(' ', Words);

    /// <summary>The first word that follows the name; null when none does.</summary>
    public string? FirstWord => Words.Count > 0 ? Words[0] : null;

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line; space around it does not matter.</param>
    /// <returns>Null when it is not a command: it begins otherwise, or with what is more than a word, such as a path.</returns>
    public static SlashCommand? Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words is not [['/', .. var first], .. var rest])
        {
            return null;
        }

        var at = first.IndexOf('@', StringComparison.Ordinal);
        var name = at < 0 ? first : first[..at];
        var bot = at < 0 ? "" : first[(at + 1)..];
        return name.Length > 0 && name.All(IsOfName)
            ? new SlashCommand(name.ToLowerInvariant(), bot.Length > 0 ? bot : null, rest)
            : null;
    }

    private static bool IsOfName(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-';
}
