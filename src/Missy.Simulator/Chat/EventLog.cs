using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Missy.Simulation.Chat;

/// <summary>
/// The data of one answer, event by event, before any framing. A plain answer is a log with a single event.
/// Each connection has one and uses it again for every answer.
/// </summary>
internal sealed class EventLog : IDisposable
{
    private const int KeptBytes = 1024 * 1024;
    private readonly List<StreamEvent> _events = new(64);
    private ArrayBufferWriter<byte> _bytes = new(4 * 1024);
    private int _start;

    public EventLog() =>
        // The services send non-ASCII characters as they are, not as \u escapes.
        Json = new Utf8JsonWriter(_bytes, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    public Utf8JsonWriter Json { get; }

    public IReadOnlyList<StreamEvent> Events => _events;

    public void Clear()
    {
        _events.Clear();
        if (_bytes.Capacity > KeptBytes)
        {
            _bytes = new(4 * 1024);
            Json.Reset(_bytes);
        }
        else
        {
            _bytes.ResetWrittenCount();
            Json.Reset();
        }
    }

    /// <summary>Starts the data of the next event; <see cref="End"/> completes it.</summary>
    public Utf8JsonWriter Begin()
    {
        _start = _bytes.WrittenCount;
        Json.Reset();
        return Json;
    }

    public void End(string? name = null, EventRole role = EventRole.Frame)
    {
        Json.Flush();
        _events.Add(new(name, _start, _bytes.WrittenCount - _start, role));
    }

    public void AddRaw(ReadOnlySpan<byte> data, string? name = null, EventRole role = EventRole.Frame)
    {
        _start = _bytes.WrittenCount;
        _bytes.Write(data);
        _events.Add(new(name, _start, data.Length, role));
    }

    public ReadOnlySpan<byte> Data(StreamEvent item) => _bytes.WrittenSpan.Slice(item.Start, item.Length);

    public void RemoveFrom(int index) => _events.RemoveRange(index, _events.Count - index);

    public void RemoveAll(EventRole role) => _events.RemoveAll(item => item.Role == role);

    /// <summary>Appends an event once more.</summary>
    public void Repeat(int index) => _events.Add(_events[index]);

    public void Replace(int index, StreamEvent item) => _events[index] = item;

    /// <summary>The index of the first event that follows <paramref name="deltas"/> pieces of output, or -1.</summary>
    public int IndexAfterDeltas(int deltas)
    {
        var seen = 0;
        for (var index = 0; index < _events.Count; index++)
        {
            if (_events[index].Role == EventRole.Delta && seen++ == deltas)
            {
                return index;
            }
        }

        return -1;
    }

    public void Dispose() => Json.Dispose();
}
