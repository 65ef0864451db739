namespace Missy.Network;

/// <summary>
/// Finds what is a secret by the name that stands before it: headers such as <c>Authorization</c>, <c>x-api-key</c> and
/// <c>Cookie</c>, members such as <c>access_token</c>, query parameters such as <c>key</c>. One pass over the text.
/// </summary>
internal static class SecretFields
{
    private const int MaxNameLength = 64;

    // What nobody would write out as an example, and prose has none of.
    private const int MinLength = 8;
    private const int LongLength = 20;

    private static readonly string[] _endings =
        ["-key", "_key", "apikey", "-token", "_token", "-secret", "_secret", "authorization", "password", "passwd"];

    private static readonly string[] _parameters = ["key", "token", "sig", "signature", "secret", "auth", "code"];

    /// <summary>Notes every value of such a field.</summary>
    /// <param name="reading">The text.</param>
    /// <param name="found">Takes the values.</param>
    /// <param name="isKnown">Whether a value is a secret, however short it is.</param>
    public static void Find(TextReading reading, MaskedRanges found, Func<string, bool> isKnown)
    {
        var text = reading.Text;
        for (var at = text.AsSpan().IndexOfAny(':', '='); at >= 0;)
        {
            var (start, end) = Value(text, at, isKnown);
            if (end > start)
            {
                reading.Mask(start, end, found);
            }

            var next = Math.Max(at + 1, end);
            var further = text.AsSpan(next).IndexOfAny(':', '=');
            at = further < 0 ? -1 : next + further;
        }
    }

    private static (int Start, int End) Value(string text, int separator, Func<string, bool> isKnown)
    {
        var (name, before) = NameBefore(text, separator);
        if (name.Length == 0)
        {
            return default;
        }

        var start = AfterOpening(text, separator + 1);
        if (name.EndsWith("cookie", StringComparison.OrdinalIgnoreCase))
        {
            return (start, Run(text, start, static c => c is not ('\r' or '\n' or '"')));
        }

        if (text[separator] == '=' && before is '?' or '&' && IsOneOf(name, _parameters))
        {
            return (start, EndOfToken(text, start));
        }

        if (!Array.Exists(_endings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
        {
            return default;
        }

        start = AfterScheme(text, start);
        var end = EndOfToken(text, start);
        return end > start && (LooksSecret(text.AsSpan(start, end - start)) || isKnown(text[start..end])) ? (start, end) : default;
    }

    private static (string Name, char Before) NameBefore(string text, int separator)
    {
        var end = separator;
        while (end > 0 && separator - end < 4 && text[end - 1] is ' ' or '"' or '\'' or '\\')
        {
            end--;
        }

        var start = end;
        while (start > 0 && end - start < MaxNameLength && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '_' or '-'))
        {
            start--;
        }

        return (text[start..end], start > 0 ? text[start - 1] : '\0');
    }

    private static int AfterOpening(string text, int at) => Run(text, at, static c => c is ' ' or '"' or '\'' or '\\' or '[');

    // RFC 9110, section 11.4: a scheme, a space, and the credentials.
    private static int AfterScheme(string text, int at)
    {
        var end = Run(text, at, char.IsAsciiLetter);
        return end - at is > 0 and <= 12 && end < text.Length && text[end] == ' ' ? end + 1 : at;
    }

    private static int EndOfToken(string text, int at) => Run(
        text, at, static c => !char.IsWhiteSpace(c) && c is not ('"' or '\'' or '\\' or ',' or ';' or '&' or '#' or '<' or '>' or ')' or ']' or '}'));

    // A reference to a secret says nothing of it.
    private static bool LooksSecret(ReadOnlySpan<char> value) =>
        value.Length >= MinLength
        && value[0] != '$'
        && !value.StartsWith("***")
        && (value.Length >= LongLength || value.ContainsAnyInRange('0', '9'));

    private static bool IsOneOf(string name, string[] names) =>
        Array.Exists(names, one => name.Equals(one, StringComparison.OrdinalIgnoreCase));

    private static int Run(string text, int at, Func<char, bool> belongs)
    {
        while (at < text.Length && belongs(text[at]))
        {
            at++;
        }

        return at;
    }
}
