using System.Text.Json;

namespace Missy.Providers.Ollama;

/// <summary>
/// Reads the lines of a streamed answer. The end marker is <c>"done": true</c>; a line with <c>error</c> may come at any time
/// (Ollama docs, "Errors", errors that occur while streaming).
/// </summary>
internal sealed class OllamaStreamDecoder : StreamDecoder
{
    private int _calls;

    /// <inheritdoc/>
    protected override void ReadEvent(string eventType, JsonElement data)
    {
        if (CommonErrors.Read(data, failed: false) is { } error)
        {
            throw new ServiceErrorException(error);
        }

        _calls = OllamaAnswer.ReadPiece(data, Answer, _calls);
        if (data.Flag("done"))
        {
            OllamaAnswer.ReadEnd(data, Answer);
            IsComplete = true;
        }
    }
}
