using System.Text.Json;

namespace Missy.Providers.Brook;

/// <summary>Reads the events of a streamed answer. The end marker is the event with <c>why</c> (docs.brook.example, "Live").</summary>
internal sealed class BrookStreamDecoder : StreamDecoder
{
    /// <inheritdoc/>
    protected override void ReadEvent(string eventType, JsonElement data)
    {
        if (BrookProtocol.FindError(data) is { } error)
        {
            throw new ServiceErrorException(error);
        }

        Answer.Model ??= data.Text("engine");
        Answer.AddText(data.Text("say"));
        if (data.Text("why") is not null)
        {
            BrookProtocol.ReadEnd(data, Answer);
            IsComplete = true;
        }
    }
}
