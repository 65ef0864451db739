using System.Globalization;

namespace Missy.Providers;

/// <summary>
/// An answer's body under watch: the first byte within the call's time, each further read within the idle time, and no more
/// bytes than allowed. The clock stands still while the consumer, and not the service, takes its time.
/// </summary>
internal sealed class AnswerBody(Stream inner, CallTimer timer, ProviderSettings settings, bool stream, Failures failures) : Stream
{
    private bool _started;
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // The first read goes on with what is left of the time to the first byte.
        if (_started)
        {
            timer.Arm(settings.IdleTimeout);
        }

        int count;
        try
        {
            count = await inner.ReadAsync(buffer, timer.Token);
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
            throw failures.Malformed(string.Create(
                CultureInfo.InvariantCulture,
                $"it is larger than {settings.MaxResponseBytes} bytes (network.max_response_bytes)."));
        }

        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
