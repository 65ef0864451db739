namespace Missy.Simulation.Http;

/// <summary>
/// The receiving side of a connection. While an answer is under way, a receive is kept pending so that a client which
/// goes away is seen at once; what it brings instead (the next request) stays in the buffer.
/// </summary>
/// <remarks>
/// The buffer belongs either to the reader or, between <see cref="BeginWatch"/> and <see cref="EndWatchAsync"/>, to the
/// watch. A client that shuts down only its sending side counts as gone: no client of these services does that.
/// </remarks>
internal sealed class ConnectionInput(Stream stream) : IDisposable
{
    private byte[] _buffer = new byte[8 * 1024];
    private int _start;
    private int _end;
    private int _watching;
    private Task? _watch;
    private CancellationTokenSource? _watchStop;

    public ReadOnlySpan<byte> Buffered => _buffer.AsSpan(_start, _end - _start);

    public void Skip(int count) => _start += count;

    /// <summary>Receives more; false when the client has closed its side.</summary>
    public async ValueTask<bool> FillAsync()
    {
        MakeRoom();
        var count = await stream.ReadAsync(_buffer.AsMemory(_end)).ConfigureAwait(false);
        _end += count;
        return count > 0;
    }

    public async ValueTask ReadExactlyAsync(Memory<byte> target)
    {
        var have = Math.Min(target.Length, _end - _start);
        _buffer.AsMemory(_start, have).CopyTo(target);
        _start += have;
        target = target[have..];
        while (!target.IsEmpty)
        {
            var count = await stream.ReadAsync(target).ConfigureAwait(false);
            if (count == 0)
            {
                throw new IOException("The connection closed within a request.");
            }

            target = target[count..];
        }
    }

    /// <summary>Calls <paramref name="gone"/> once if the client closes the connection before the watch ends.</summary>
    public void BeginWatch(Action gone)
    {
        _watchStop ??= new CancellationTokenSource();
        Interlocked.Exchange(ref _watching, 1);
        _watch = WatchAsync(gone, _watchStop.Token);
    }

    /// <summary>From here on a closed connection is no longer reported.</summary>
    public void StopReporting() => Interlocked.Exchange(ref _watching, 0);

    /// <summary>Gives the buffer back to the reader, after more bytes have come unless some are there already.</summary>
    public async ValueTask EndWatchAsync()
    {
        StopReporting();
        if (_watch is not { } watch)
        {
            return;
        }

        // Pairs with the order in WatchAsync (count first, flag second): either the watch sees the flag, or we see its bytes.
        if (Volatile.Read(ref _end) > _start && !watch.IsCompleted)
        {
            await _watchStop!.CancelAsync().ConfigureAwait(false);
            await watch.ConfigureAwait(false);
            _watchStop.Dispose();
            _watchStop = null;
        }
        else
        {
            await watch.ConfigureAwait(false);
        }

        _watch = null;
    }

    public void Dispose() => _watchStop?.Dispose();

    private async Task WatchAsync(Action gone, CancellationToken stop)
    {
        try
        {
            while (_end - _start <= HttpLimits.HeadBytes)
            {
                MakeRoom();
                var count = await stream.ReadAsync(_buffer.AsMemory(_end), stop).ConfigureAwait(false);
                if (count == 0)
                {
                    break;
                }

                Interlocked.Add(ref _end, count);
                if (Interlocked.CompareExchange(ref _watching, 0, 0) == 0)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // A reset and our own closing end the watch like a close does.
        }

        if (Interlocked.Exchange(ref _watching, 0) == 1 && _end - _start <= HttpLimits.HeadBytes)
        {
            gone();
        }
    }

    private void MakeRoom()
    {
        if (_end < _buffer.Length)
        {
            return;
        }

        if (_start > 0)
        {
            Buffered.CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        else
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
    }
}
