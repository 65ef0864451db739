using System.Buffers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Missy.Providers;

/// <summary>
/// Reads one JSON document a line, in the shape of <see cref="SseParser{T}"/>: the line is handed over while it stands in the
/// buffer, and blank lines are keep-alives.
/// </summary>
internal static class JsonLines
{
    private const int FirstBuffer = 4096;

    public static async IAsyncEnumerable<SseItem<bool>> EnumerateAsync(
        Stream stream, SseItemParser<bool> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        try
        {
            var length = 0;
            while (true)
            {
                if (length == buffer.Length)
                {
                    buffer = Grow(buffer);
                }

                var got = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
                if (got == 0)
                {
                    break;
                }

                var searched = length;
                length += got;
                var start = 0;
                while (buffer.AsSpan(searched, length - searched).IndexOf((byte)'\n') is >= 0 and var offset)
                {
                    var end = searched + offset;
                    if (Line(buffer, start, end).Length > 0)
                    {
                        yield return new SseItem<bool>(read(SseParser.EventTypeDefault, Line(buffer, start, end)));
                    }

                    start = searched = end + 1;
                }

                buffer.AsSpan(start, length - start).CopyTo(buffer);
                length -= start;
            }

            if (Line(buffer, 0, length).Length > 0 && TryReadRest(buffer.AsSpan(0, length), read))
            {
                yield return new SseItem<bool>(true);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // A last line without its line end is read when it is whole; when it is not, the stream was cut, and nothing in it was malformed.
    private static bool TryReadRest(ReadOnlySpan<byte> line, SseItemParser<bool> read)
    {
        try
        {
            return read(SseParser.EventTypeDefault, line);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ReadOnlySpan<byte> Line(byte[] buffer, int start, int end) =>
        Utf8Mark.Skip(buffer.AsSpan(start, end - start)).Trim(" \r\t"u8);

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger.AsSpan());
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
