using System.Text;

namespace Missy.Providers.Secrets;

/// <summary>Reads what a program prints, to its end, so that it never waits for its reader; only the beginning is kept.</summary>
internal sealed class OutputReader
{
    private const int Kept = 64 * 1024;
    private readonly byte[] _buffer = new byte[Kept];
    private readonly TaskCompletionSource _firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _length;

    public OutputReader(Stream stream) => End = ReadAsync(stream);

    /// <summary>Completes when the program has closed its output.</summary>
    public Task End { get; }

    /// <summary>Completes when the first line is there, or all of it.</summary>
    public Task FirstLine => _firstLine.Task;

    /// <summary>What was kept so far.</summary>
    public string Text => Encoding.UTF8.GetString(_buffer, 0, Volatile.Read(ref _length)).TrimStart('\uFEFF');

    private async Task ReadAsync(Stream stream)
    {
        var rest = new byte[4096];
        try
        {
            int count;
            while ((count = await stream.ReadAsync(_length < Kept ? _buffer.AsMemory(_length) : rest)) > 0)
            {
                if (_length == Kept)
                {
                    continue;
                }

                var line = _buffer.AsSpan(_length, count).Contains((byte)'\n');
                Volatile.Write(ref _length, _length + count);
                if (line || _length == Kept)
                {
                    _firstLine.TrySetResult();
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The program was ended while it was read: what came before counts.
            _firstLine.TrySetResult();
        }

        _firstLine.TrySetResult();
    }
}
