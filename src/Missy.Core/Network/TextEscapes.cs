using System.Globalization;
using System.Text;

namespace Missy.Network;

/// <summary>The escapes in which a text may hide a character: RFC 8259 section 7, RFC 3986 section 2.1, HTML character references.</summary>
internal static class TextEscapes
{
    // Longer than any reference to a character that a key may hold.
    private const int MaxReference = 10;

    /// <summary>Reads the escape at a place.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The place.</param>
    /// <param name="meaning">What it stands for.</param>
    /// <returns>How many characters it takes; 0 when there is none.</returns>
    public delegate int Decoder(string text, int at, out string meaning);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Decoder> All { get; } = [Json, Percent, Plus, Html];

    private static int Json(string text, int at, out string meaning)
    {
        meaning = "";
        if (text[at] != '\\' || at + 1 >= text.Length)
        {
            return 0;
        }

        var next = text[at + 1];
        if (next is 'u' && at + 6 <= text.Length
            && ushort.TryParse(text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            meaning = ((char)code).ToString();
            return 6;
        }

        meaning = next switch
        {
            '\\' or '/' or '"' or '\'' => next.ToString(),
            'n' or 'r' or 't' or 'b' or 'f' => " ",
            _ => "",
        };
        return meaning.Length * 2;
    }

    private static int Percent(string text, int at, out string meaning)
    {
        meaning = "";
        if (!TryByte(text, at, out var first))
        {
            return 0;
        }

        // One character of UTF-8 at a time, so that each keeps its own place.
        Span<byte> bytes = [first, 0, 0, 0];
        var length = first switch { >= 0xF0 => 4, >= 0xE0 => 3, >= 0xC0 => 2, _ => 1 };
        for (var index = 1; index < length; index++)
        {
            if (!TryByte(text, at + (index * 3), out bytes[index]))
            {
                length = index;
            }
        }

        meaning = Encoding.UTF8.GetString(bytes[..length]);
        return length * 3;
    }

    private static bool TryByte(string text, int at, out byte value)
    {
        value = 0;
        return at + 3 <= text.Length
            && text[at] == '%'
            && byte.TryParse(text.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    // Forms write a space so; addresses mean the sign itself, which is why this reading stands apart.
    private static int Plus(string text, int at, out string meaning)
    {
        meaning = " ";
        return text[at] == '+' ? 1 : 0;
    }

    private static int Html(string text, int at, out string meaning)
    {
        meaning = "";
        if (text[at] != '&')
        {
            return 0;
        }

        var end = text.IndexOf(';', at, Math.Min(MaxReference, text.Length - at));
        if (end < 0)
        {
            return 0;
        }

        var reference = text[at..(end + 1)];
        meaning = System.Net.WebUtility.HtmlDecode(reference);
        return meaning == reference ? 0 : reference.Length;
    }
}
