using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Missy.Chat;

namespace Missy.Providers;

/// <summary>
/// Reads a streamed answer: bytes in, chunks out, the whole answer last. Only the wire's end marker makes it whole; whatever
/// else ends it is a failure that carries the text so far.
/// </summary>
internal static class AnswerStream
{
    public static async IAsyncEnumerable<CompletionChunk> ReadAsync(
        Stream body,
        WireProtocol wire,
        CompletionRequest request,
        Failures failures,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var decoder = wire.CreateDecoder();
        await using var events = Events(body, wire.Framing, decoder).GetAsyncEnumerator(cancellationToken);
        while (!decoder.IsComplete)
        {
            var more = false;
            MissyException? failure = null;
            try
            {
                more = await events.MoveNextAsync();
            }
            catch (Exception exception) when (cancellationToken.IsCancellationRequested)
            {
                throw Failures.Cancelled(exception, cancellationToken);
            }
            catch (Exception exception) when (failures.OfStream(exception, decoder.Answer) is { } found)
            {
                failure = found;
            }

            // A failed event's own pieces come before its failure, whose text holds them too.
            while (decoder.Answer.TryTakeChunk(out var chunk))
            {
                yield return chunk;
            }

            if (failure is not null)
            {
                throw failure;
            }

            if (!more && !decoder.IsComplete)
            {
                throw failures.Truncated(decoder.Answer.Text);
            }
        }

        failures.ThrowIfEmpty(decoder.Answer, request);
        var response = decoder.Answer.Build(request);
        while (decoder.Answer.TryTakeChunk(out var chunk))
        {
            yield return chunk;
        }

        yield return new CompletionChunk(ChunkKind.Done, "") { Response = response };
    }

    private static IAsyncEnumerable<SseItem<bool>> Events(Stream body, StreamFraming framing, StreamDecoder decoder)
    {
        bool Read(string eventType, ReadOnlySpan<byte> data)
        {
            decoder.Read(eventType, data);
            return true;
        }

        return framing == StreamFraming.JsonLines
            ? JsonLines.EnumerateAsync(body, Read, CancellationToken.None)
            : SseParser.Create(body, Read).EnumerateAsync();
    }
}
