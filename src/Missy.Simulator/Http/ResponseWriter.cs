using System.Buffers.Text;
using System.Text;

namespace Missy.Simulation.Http;

/// <summary>Gathers bytes of a response and sends them when told to: what is appended between two flushes leaves in one send.</summary>
/// <param name="stream">The connection.</param>
/// <param name="beforeLast">Called before the last bytes of an answer are sent.</param>
internal sealed class ResponseWriter(Stream stream, Action beforeLast)
{
    private byte[] _buffer = new byte[4 * 1024];
    private int _length;

    public void Begin()
    {
        _length = 0;
        if (_buffer.Length > 1024 * 1024)
        {
            _buffer = new byte[4 * 1024];
        }
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _length += bytes.Length;
    }

    public void Append(string text)
    {
        var room = Room(Encoding.UTF8.GetMaxByteCount(text.Length));
        _length += Encoding.UTF8.GetBytes(text, room);
    }

    public void AppendNumber(long number, char format = 'D')
    {
        Utf8Formatter.TryFormat(number, Room(20), out var written, new(format));
        _length += written;
    }

    public void StartHead(int status)
    {
        Append("HTTP/1.1 "u8);
        AppendNumber(status);
        Append(" "u8);
        Append(ReasonPhrase.For(status));
        Append("\r\n"u8);
    }

    public void Header(string name, string value)
    {
        Append(name);
        Append(": "u8);
        Append(value);
        Append("\r\n"u8);
    }

    public void EndHead() => Append("\r\n"u8);

    /// <summary>Appends one chunk (RFC 9112, section 7.1). An empty one would end the body and is left out.</summary>
    public void AppendChunk(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
        {
            return;
        }

        AppendNumber(data.Length, 'x');
        Append("\r\n"u8);
        Append(data);
        Append("\r\n"u8);
    }

    public void AppendLastChunk() => Append("0\r\n\r\n"u8);

    /// <summary>Sends what was appended.</summary>
    /// <exception cref="IOException">The client is gone.</exception>
    public ValueTask FlushAsync()
    {
        if (_length == 0)
        {
            return ValueTask.CompletedTask;
        }

        var length = _length;
        _length = 0;
        return stream.WriteAsync(_buffer.AsMemory(0, length));
    }

    /// <summary>Sends the last part of an answer. A client that closes once it has that has not aborted anything.</summary>
    public ValueTask FlushLastAsync()
    {
        beforeLast();
        return FlushAsync();
    }

    private Span<byte> Room(int size)
    {
        if (_buffer.Length - _length < size)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + size));
        }

        return _buffer.AsSpan(_length);
    }
}
