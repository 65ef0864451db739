namespace Missy.Tests.Support;

/// <summary>A body that arrives in reads of exactly the given sizes, and then ends or fails.</summary>
internal sealed class SlicedStream(IEnumerable<ReadOnlyMemory<byte>> slices, Exception? failure = null) : Stream
{
    private readonly Queue<ReadOnlyMemory<byte>> _slices = new(slices.Where(slice => !slice.IsEmpty));

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>The whole body in one read.</summary>
    public static SlicedStream Whole(ReadOnlyMemory<byte> body) => new([body]);

    /// <summary>The body in two reads, cut at a byte.</summary>
    public static SlicedStream CutAt(ReadOnlyMemory<byte> body, int position) => new([body[..position], body[position..]]);

    /// <summary>The body a byte a read.</summary>
    public static SlicedStream ByteByByte(ReadOnlyMemory<byte> body) =>
        new(Enumerable.Range(0, body.Length).Select(position => body.Slice(position, 1)));

    public override int Read(byte[] buffer, int offset, int count) => Take(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Take(buffer.Span));
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Take(Span<byte> buffer)
    {
        if (!_slices.TryPeek(out var slice))
        {
            return failure is null ? 0 : throw failure;
        }

        var count = Math.Min(slice.Length, buffer.Length);
        slice.Span[..count].CopyTo(buffer);
        _slices.Dequeue();
        if (count < slice.Length)
        {
            // What did not fit comes first in the next read.
            var rest = _slices.ToArray();
            _slices.Clear();
            _slices.Enqueue(slice[count..]);
            Array.ForEach(rest, _slices.Enqueue);
        }

        return count;
    }
}
