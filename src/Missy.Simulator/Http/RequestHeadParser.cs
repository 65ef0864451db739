using System.Text;

namespace Missy.Simulation.Http;

/// <summary>Reads a request line and header fields (RFC 9112, sections 3 and 5).</summary>
internal static class RequestHeadParser
{
    /// <param name="head">The head without the empty line that ends it.</param>
    /// <exception cref="BadHttpException">The head is not HTTP/1.x.</exception>
    public static HttpRequest Parse(ReadOnlySpan<byte> head)
    {
        var line = NextLine(ref head);
        var first = line.IndexOf((byte)' ');
        var last = line.LastIndexOf((byte)' ');
        if (first <= 0 || last <= first + 1)
        {
            throw new BadHttpException(400, "The request line is not 'METHOD target HTTP/1.1'.");
        }

        var version = line[(last + 1)..];
        if (!version.StartsWith("HTTP/1."u8))
        {
            throw new BadHttpException(505, "Only HTTP/1.0 and HTTP/1.1 are spoken here.");
        }

        var headers = new List<KeyValuePair<string, string>>(16);
        while (!head.IsEmpty)
        {
            headers.Add(ParseField(NextLine(ref head)));
        }

        var connection = Find(headers, "Connection");
        return new HttpRequest
        {
            Method = KnownMethod(line[..first]),
            Target = Encoding.Latin1.GetString(line[(first + 1)..last]),
            Headers = headers,
            KeepAlive = version.SequenceEqual("HTTP/1.1"u8)
                ? !string.Equals(connection, "close", StringComparison.OrdinalIgnoreCase)
                : string.Equals(connection, "keep-alive", StringComparison.OrdinalIgnoreCase),
        };
    }

    private static KeyValuePair<string, string> ParseField(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon <= 0 || line[0] is (byte)' ' or (byte)'\t')
        {
            throw new BadHttpException(400, "A header line is not 'Name: value'.");
        }

        return new(
            Encoding.Latin1.GetString(line[..colon]),
            Encoding.UTF8.GetString(line[(colon + 1)..].Trim(" \t"u8)));
    }

    private static ReadOnlySpan<byte> NextLine(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf("\r\n"u8);
        var line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 2)..];
        return line;
    }

    private static string KnownMethod(ReadOnlySpan<byte> method) =>
        method.SequenceEqual("POST"u8) ? "POST"
        : method.SequenceEqual("GET"u8) ? "GET"
        : method.SequenceEqual("HEAD"u8) ? "HEAD"
        : Encoding.Latin1.GetString(method);

    private static string? Find(List<KeyValuePair<string, string>> headers, string name) =>
        headers.Find(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
