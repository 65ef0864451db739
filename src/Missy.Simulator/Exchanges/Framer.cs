using System.Buffers;
using Missy.Simulation.Chat;
using Missy.Simulation.Faults;

namespace Missy.Simulation.Exchanges;

/// <summary>
/// Puts an event's data into the lines of a server-sent event (WHATWG HTML, "Server-sent events", 9.2.5) or a JSON line.
/// </summary>
internal sealed class Framer
{
    private const int KeptBytes = 1024 * 1024;
    private ArrayBufferWriter<byte> _frame = new(1024);

    public LineEnding Ending { get; set; }

    public bool MultiLine { get; set; }

    public bool Comments { get; set; }

    /// <summary>The framed event, valid until the next call; of a plain reply, its bytes.</summary>
    public ReadOnlyMemory<byte> Frame(Reply reply, int index)
    {
        if (_frame.Capacity > KeptBytes)
        {
            _frame = new(1024);
        }

        _frame.ResetWrittenCount();
        var item = reply.Log.Events[index];
        var data = reply.Log.Data(item);
        var ending = EndingOf(index);
        if (!reply.IsStream)
        {
            _frame.Write(data);
            return _frame.WrittenMemory;
        }

        if (Comments)
        {
            WriteComment(reply, item, ending);
        }

        if (!reply.Wire.IsSse)
        {
            _frame.Write(data);
            _frame.Write(ending);
            return _frame.WrittenMemory;
        }

        if (item.Name is not null)
        {
            _frame.Write("event: "u8);
            WriteAscii(item.Name);
            _frame.Write(ending);
        }

        WriteData(data, ending);
        _frame.Write(ending);
        return _frame.WrittenMemory;
    }

    private void WriteData(ReadOnlySpan<byte> data, ReadOnlySpan<byte> ending)
    {
        _frame.Write("data: "u8);
        if (MultiLine && data.Length > 2 && data[0] == '{')
        {
            // White space may stand behind the first brace and before the last one, whatever lies between.
            _frame.Write("{"u8);
            _frame.Write(ending);
            _frame.Write("data: "u8);
            _frame.Write(data[1..^1]);
            _frame.Write(ending);
            _frame.Write("data: }"u8);
        }
        else
        {
            _frame.Write(data);
        }

        _frame.Write(ending);
    }

    private void WriteComment(Reply reply, StreamEvent next, ReadOnlySpan<byte> ending)
    {
        if (!reply.Wire.IsSse)
        {
            _frame.Write(ending);
            return;
        }

        _frame.Write(": keep-alive"u8);
        _frame.Write(ending);
        _frame.Write(ending);
        if (reply.Wire is Anthropic.AnthropicWire && next.Role == EventRole.Delta)
        {
            _frame.Write("event: ping"u8);
            _frame.Write(ending);
            _frame.Write("""data: {"type":"ping"}"""u8);
            _frame.Write(ending);
            _frame.Write(ending);
        }
    }

    private void WriteAscii(string text)
    {
        var room = _frame.GetSpan(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            room[index] = (byte)text[index];
        }

        _frame.Advance(text.Length);
    }

    private ReadOnlySpan<byte> EndingOf(int index) => (Ending == LineEnding.Mixed ? (LineEnding)(index % 3) : Ending) switch
    {
        LineEnding.CrLf => "\r\n"u8,
        LineEnding.Cr => "\r"u8,
        _ => "\n"u8,
    };
}
