using System.Text;
using System.Text.Json;

namespace Missy.Providers;

/// <summary>
/// Turns one wire's stream events into an answer. It knows nothing of sockets: whoever reads the stream feeds it, and a test
/// can do so with bytes.
/// </summary>
internal abstract class StreamDecoder
{
    /// <summary>The answer so far.</summary>
    public AnswerBuilder Answer { get; } = new();

    /// <summary>True once the wire's end marker was read: only then is the answer whole.</summary>
    public bool IsComplete { get; protected set; }

    /// <summary>Takes one event. What follows the end marker is not part of the answer and is left alone.</summary>
    /// <param name="eventType">The event's name; <c>message</c> where the framing has none.</param>
    /// <param name="data">Its data, UTF-8.</param>
    /// <exception cref="ServiceErrorException">The event is the service's report of a failure.</exception>
    /// <exception cref="JsonException">The data is not what the wire allows.</exception>
    public void Read(string eventType, ReadOnlySpan<byte> data)
    {
        if (IsComplete || data.IsEmpty)
        {
            return;
        }

        if (IsEndMarker(data))
        {
            IsComplete = true;
            return;
        }

        var reader = new Utf8JsonReader(data);
        using var document = JsonDocument.ParseValue(ref reader);
        if (reader.BytesConsumed < data.TrimEnd(" \r\n\t"u8).Length)
        {
            throw new JsonException("More than one JSON value in one event.");
        }

        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("The event is not a JSON object.");
        }

        try
        {
            ReadEvent(eventType, document.RootElement);
        }
        catch (InvalidOperationException exception)
        {
            // How JsonElement says that a text is no UTF-8.
            throw new JsonException(exception.Message, exception);
        }
    }

    /// <summary>The event as text, for tests and messages.</summary>
    public void Read(string eventType, string data) => Read(eventType, Encoding.UTF8.GetBytes(data));

    /// <summary>True for data that ends the stream without being JSON.</summary>
    protected virtual bool IsEndMarker(ReadOnlySpan<byte> data) => false;

    /// <summary>Takes one event's JSON object.</summary>
    protected abstract void ReadEvent(string eventType, JsonElement data);
}
