using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Missy.Chat;

/// <summary>
/// The text of a JSON string, half characters included: a service that cuts its text by UTF-16 units sends an emoji as two
/// escapes in two events, which are whole again once the pieces are joined.
/// </summary>
internal static class JsonStrings
{
    public static string Read(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Either a half character or bytes that are no UTF-8; for the latter this fails in the same way.
            return Unescape(text.GetRawText().AsSpan()[1..^1]);
        }
    }

    private static string Unescape(ReadOnlySpan<char> raw)
    {
        var text = new StringBuilder(raw.Length);
        while (raw.IndexOf('\\') is >= 0 and var escape)
        {
            text.Append(raw[..escape]);
            var kind = raw[escape + 1];
            var length = kind == 'u' ? 6 : 2;
            text.Append(kind switch
            {
                'u' => (char)ushort.Parse(raw.Slice(escape + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                _ => kind,
            });
            raw = raw[(escape + length)..];
        }

        return text.Append(raw).ToString();
    }
}
