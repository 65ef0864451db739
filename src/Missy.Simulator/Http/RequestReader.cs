using System.Buffers;
using System.Globalization;

namespace Missy.Simulation.Http;

/// <summary>Reads one request after the other from a connection.</summary>
internal sealed class RequestReader(ConnectionInput input, ResponseWriter writer)
{
    /// <summary>The next request, or null when the client has closed the connection between two requests.</summary>
    /// <exception cref="BadHttpException">The bytes are not a request that this server reads.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public async ValueTask<HttpRequest?> ReadAsync()
    {
        await input.EndWatchAsync().ConfigureAwait(false);
        int headLength;
        while ((headLength = FindHead()) < 0)
        {
            if (input.Buffered.Length > HttpLimits.HeadBytes)
            {
                throw new BadHttpException(431, "The request head is larger than 64 KiB.");
            }

            if (!await input.FillAsync().ConfigureAwait(false))
            {
                return null;
            }
        }

        var request = RequestHeadParser.Parse(input.Buffered[..headLength]);
        input.Skip(headLength + 4);
        request.Body = await ReadBodyAsync(request).ConfigureAwait(false);
        return request;
    }

    private int FindHead()
    {
        // RFC 9112, section 2.2: empty lines before a request line are to be ignored.
        while (input.Buffered.StartsWith("\r\n"u8))
        {
            input.Skip(2);
        }

        return input.Buffered.IndexOf("\r\n\r\n"u8);
    }

    private async ValueTask<byte[]> ReadBodyAsync(HttpRequest request)
    {
        var coding = request.Header("Transfer-Encoding");
        var length = 0;
        if (coding is null && request.Header("Content-Length") is { } text
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > HttpLimits.BodyBytes))
        {
            throw new BadHttpException(long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? 413 : 400, "Content-Length is not a number up to 64 MiB.");
        }

        if (coding is null && length == 0)
        {
            return [];
        }

        if (input.Buffered.IsEmpty && request.Header("Expect") is { } expect
            && expect.Equals("100-continue", StringComparison.OrdinalIgnoreCase))
        {
            writer.Append("HTTP/1.1 100 Continue\r\n\r\n"u8);
            await writer.FlushAsync().ConfigureAwait(false);
        }

        if (coding is not null)
        {
            return coding.Equals("chunked", StringComparison.OrdinalIgnoreCase)
                ? await ReadChunksAsync().ConfigureAwait(false)
                : throw new BadHttpException(501, "The only transfer coding known here is 'chunked'.");
        }

        var body = new byte[length];
        await input.ReadExactlyAsync(body).ConfigureAwait(false);
        return body;
    }

    private async ValueTask<byte[]> ReadChunksAsync()
    {
        var body = new ArrayBufferWriter<byte>();
        while (true)
        {
            var size = ParseChunkSize(await ReadLineAsync().ConfigureAwait(false));
            if (size == 0)
            {
                while ((await ReadLineAsync().ConfigureAwait(false)).Length > 0)
                {
                    // Trailer fields carry nothing that an answer depends on.
                }

                return body.WrittenSpan.ToArray();
            }

            if (body.WrittenCount + (long)size > HttpLimits.BodyBytes)
            {
                throw new BadHttpException(413, "The request body is larger than 64 MiB.");
            }

            await input.ReadExactlyAsync(body.GetMemory(size)[..size]).ConfigureAwait(false);
            body.Advance(size);
            if ((await ReadLineAsync().ConfigureAwait(false)).Length > 0)
            {
                throw new BadHttpException(400, "A chunk is longer than its size says.");
            }
        }
    }

    private static int ParseChunkSize(string line)
    {
        var extension = line.IndexOf(';', StringComparison.Ordinal);
        var digits = (extension < 0 ? line : line[..extension]).Trim();
        return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) && size >= 0
            ? size
            : throw new BadHttpException(400, "A chunk size is not a hexadecimal number.");
    }

    private async ValueTask<string> ReadLineAsync()
    {
        int end;
        while ((end = input.Buffered.IndexOf("\r\n"u8)) < 0)
        {
            if (input.Buffered.Length > HttpLimits.HeadBytes)
            {
                throw new BadHttpException(400, "A chunk size line is longer than 64 KiB.");
            }

            if (!await input.FillAsync().ConfigureAwait(false))
            {
                throw new IOException("The connection closed within a request.");
            }
        }

        var line = System.Text.Encoding.Latin1.GetString(input.Buffered[..end]);
        input.Skip(end + 2);
        return line;
    }
}
