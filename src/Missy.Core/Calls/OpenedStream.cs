using Missy.Chat;
using Missy.Network;

namespace Missy.Calls;

/// <summary>
/// A stream that has been read up to its first output. Until there, nothing of it was shown and the request may be repeated;
/// from there on what has come stays said.
/// </summary>
internal sealed class OpenedStream : IAsyncDisposable
{
    private readonly IAsyncEnumerator<CompletionChunk> _chunks;
    private readonly List<CompletionChunk> _first = [];
    private int _given;

    private OpenedStream(IAsyncEnumerator<CompletionChunk> chunks) => _chunks = chunks;

    /// <summary>The chunk that <see cref="MoveNextAsync"/> has come to.</summary>
    public CompletionChunk Current => _given <= _first.Count ? _first[_given - 1] : _chunks.Current;

    /// <summary>Sends the request and reads as far as the first output, or the end of an answer without any.</summary>
    public static async Task<OpenedStream> OpenAsync(CallTarget target, Credential? key, CancellationToken cancellationToken)
    {
        var chunks = target.Provider.Chat.StreamAsync(target.Completion, key, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var stream = new OpenedStream(chunks);
        try
        {
            while (await chunks.MoveNextAsync())
            {
                stream._first.Add(chunks.Current);
                if (chunks.Current.Kind != ChunkKind.Usage)
                {
                    break;
                }
            }

            return stream;
        }
        catch
        {
            await chunks.DisposeAsync();
            throw;
        }
    }

    /// <summary>Goes on to the next chunk, beginning with those that were read already.</summary>
    /// <returns>False when the answer has ended.</returns>
    public ValueTask<bool> MoveNextAsync()
    {
        _given++;
        return _given <= _first.Count ? new ValueTask<bool>(true) : _chunks.MoveNextAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _chunks.DisposeAsync();
}
