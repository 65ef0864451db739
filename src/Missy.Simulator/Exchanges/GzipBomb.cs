using System.IO.Compression;

namespace Missy.Simulation.Exchanges;

/// <summary>Sends an answer behind padding that compression has made small. A gzip file may have many members, one behind the other (RFC 1952, section 2.2).</summary>
internal sealed class GzipBomb(Reply reply, Framer framer)
{
    private const int MemberBytes = 1024 * 1024;

    /// <param name="sink">Where to.</param>
    /// <param name="bytes">The least size of the padding; it is sent in whole MiB.</param>
    public async Task SendAsync(BodySink sink, long bytes)
    {
        var member = PaddingMember();
        for (long sent = 0; sent < bytes; sent += MemberBytes)
        {
            await sink.WriteAsync(member).ConfigureAwait(false);
        }

        await sink.WriteAsync(AnswerMember()).ConfigureAwait(false);
        await sink.EndAsync().ConfigureAwait(false);
    }

    private byte[] PaddingMember()
    {
        var block = new Padding(reply).Block();
        return Compress(gzip =>
        {
            for (var written = 0; written < MemberBytes; written += block.Length)
            {
                gzip.Write(block);
            }
        });
    }

    private byte[] AnswerMember() => Compress(gzip =>
    {
        for (var index = 0; index < reply.Log.Events.Count; index++)
        {
            gzip.Write(framer.Frame(reply, index).Span);
        }
    });

    private static byte[] Compress(Action<Stream> write)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            write(gzip);
        }

        return compressed.ToArray();
    }
}
