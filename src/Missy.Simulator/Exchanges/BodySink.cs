using Missy.Simulation.Http;

namespace Missy.Simulation.Exchanges;

/// <summary>Sends a chunked body in pieces of a given size with pauses between them.</summary>
/// <param name="writer">Where to.</param>
/// <param name="time">The clock of the pauses.</param>
/// <param name="size">Bytes in a piece, or 0 to send what is written as it is.</param>
/// <param name="pause">Milliseconds between two pieces.</param>
/// <param name="gone">Signalled when the client is gone.</param>
internal sealed class BodySink(ResponseWriter writer, TimeProvider time, int size, int pause, CancellationToken gone)
{
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var count = size == 0 ? bytes.Length : Math.Min(size, bytes.Length);
            gone.ThrowIfCancellationRequested();
            writer.AppendChunk(bytes.Span[..count]);
            await writer.FlushAsync().ConfigureAwait(false);
            bytes = bytes[count..];
            if (pause > 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(pause), time, gone).ConfigureAwait(false);
            }
        }
    }

    public ValueTask EndAsync()
    {
        writer.AppendLastChunk();
        return writer.FlushLastAsync();
    }
}
