using System.Buffers;
using System.Globalization;

namespace Missy.Providers;

/// <summary>
/// An answer's body under watch: the first byte within the call's time, each further read within the idle time, and no more
/// bytes than allowed. The clock stands still while the consumer, and not the service, takes its time.
/// </summary>
internal sealed class AnswerBody(Stream inner, CallTimer timer, ProviderSettings settings, bool stream, Failures failures) : Stream
{
    private const int HeadLength = 16;

    // The connection is used again only when the body was read to its end. A server that keeps it open after the answer's end
    // is not waited for.
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMilliseconds(100);

    private ReadOnlyMemory<byte> _head;
    private bool _started;
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Looks at the first bytes, which stay to be read; empty when there are none.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> PeekAsync()
    {
        var head = new byte[HeadLength];
        return _head = head.AsMemory(0, await ReadAsync(head));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_head.IsEmpty)
        {
            var taken = Math.Min(_head.Length, buffer.Length);
            _head[..taken].CopyTo(buffer);
            _head = _head[taken..];
            return taken;
        }

        // The first read goes on with what is left of the time to the first byte.
        if (_started)
        {
            timer.Arm(settings.IdleTimeout);
        }

        int count;
        try
        {
            // One byte more than allowed tells that there is more; nothing beyond it is read.
            var rest = (int)Math.Min(buffer.Length, settings.MaxResponseBytes - _read + 1);
            count = await inner.ReadAsync(buffer[..rest], timer.Token);
        }
        catch (OperationCanceledException) when (timer.Expired)
        {
            throw _started
                ? failures.TimedOut("sent nothing more", settings.IdleTimeout, "idle_timeout")
                : failures.TimedOut("sent nothing", settings.FirstByteLimit(stream), "timeout");
        }

        _started = true;
        timer.Disarm();
        _read += count;
        if (_read > settings.MaxResponseBytes)
        {
            throw failures.TooLarge(string.Create(CultureInfo.InvariantCulture, $"{settings.MaxResponseBytes} bytes"));
        }

        return count;
    }

    /// <summary>Reads what follows the answer's end, as long as it comes at once.</summary>
    public async Task DrainAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1024);
        try
        {
            timer.Arm(DrainLimit);
            int count;
            while (_read <= settings.MaxResponseBytes && (count = await inner.ReadAsync(buffer, timer.Token)) > 0)
            {
                _read += count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
