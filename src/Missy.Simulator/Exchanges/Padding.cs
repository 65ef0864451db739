using System.Text;

namespace Missy.Simulation.Exchanges;

/// <summary>Bytes that mean nothing where they stand: comments in a stream of events, blank lines or blanks elsewhere.</summary>
internal sealed class Padding(Reply reply)
{
    private const int BlockBytes = 64 * 1024;

    public async ValueTask SendAsync(BodySink sink, long bytes)
    {
        var block = Block();
        while (bytes > 0)
        {
            var count = (int)Math.Min(bytes, block.Length);
            // The last block is kept whole: a comment has to end with its line.
            await sink.WriteAsync(reply.IsStream && reply.Wire.IsSse ? block : block.AsMemory(0, count)).ConfigureAwait(false);
            bytes -= count;
        }
    }

    /// <summary>64 KiB of padding, which may stand before an answer any number of times.</summary>
    public byte[] Block()
    {
        if (!reply.IsStream || !reply.Wire.IsSse)
        {
            var blanks = new byte[BlockBytes];
            Array.Fill(blanks, reply.IsStream ? (byte)'\n' : (byte)' ');
            return blanks;
        }

        return Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(": " + new string('.', 61) + "\n", BlockBytes / 64)));
    }
}
