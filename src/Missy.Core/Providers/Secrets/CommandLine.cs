using System.Text;

namespace Missy.Providers.Secrets;

/// <summary>
/// Parts the text of a <c>cmd:</c> reference into words, without a shell: words are parted by white space; between single or
/// double quotes everything is itself, and the quote doubled is one quote. There is no escape character, so that paths of
/// Windows need no care, and no variable, pipe or wildcard.
/// </summary>
internal static class CommandLine
{
    /// <summary>The words, or what is wrong.</summary>
    public static (IReadOnlyList<string> Words, string? Problem) Split(string text)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        char? quote = null;
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (quote is { } open)
            {
                if (letter != open)
                {
                    word!.Append(letter);
                }
                else if (at + 1 < text.Length && text[at + 1] == open)
                {
                    word!.Append(letter);
                    at++;
                }
                else
                {
                    quote = null;
                }
            }
            else if (letter is '"' or '\'')
            {
                quote = letter;
                word ??= new StringBuilder();
            }
            else if (!char.IsWhiteSpace(letter))
            {
                (word ??= new StringBuilder()).Append(letter);
            }
            else if (word is not null)
            {
                words.Add(word.ToString());
                word = null;
            }
        }

        if (word is not null)
        {
            words.Add(word.ToString());
        }

        return quote is not null ? ([], $"a quote ({quote}) is not closed")
            : words.Count == 0 || words[0].Length == 0 ? ([], "it names no program")
            : (words, null);
    }
}
