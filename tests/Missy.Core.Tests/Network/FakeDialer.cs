using System.Net;
using System.Net.Sockets;
using Missy.Network;

namespace Missy.Tests.Network;

/// <summary>Connects as it is told, and notes to where and how much was read.</summary>
internal sealed class FakeDialer(Func<IPEndPoint, CancellationToken, Task<Stream>>? dial = null) : IDialer
{
    private readonly TcpDialer _real = new();
    private long _read;

    /// <summary>Where connections were tried, in order.</summary>
    public List<IPEndPoint> Dialled { get; } = [];

    /// <summary>Every byte that came out of the connections.</summary>
    public long BytesRead => Volatile.Read(ref _read);

    /// <summary>Every connection leads to one server, wherever it was meant to go.</summary>
    public static FakeDialer To(Uri server)
    {
        var real = new TcpDialer();
        return new FakeDialer((_, cancellationToken) => real.DialAsync(new IPEndPoint(IPAddress.Loopback, server.Port), cancellationToken));
    }

    public async Task<Stream> DialAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        lock (Dialled)
        {
            Dialled.Add(endpoint);
        }

        var stream = await (dial ?? _real.DialAsync)(endpoint, cancellationToken);
        return new Counting(stream, count => Interlocked.Add(ref _read, count));
    }

    public bool IsQuiet(Stream connection) => ((Counting)connection).Inner is not NetworkStream real || _real.IsQuiet(real);

    public static Task<Stream> Refuse() => Task.FromException<Stream>(new SocketException((int)SocketError.ConnectionRefused));

    /// <summary>Nobody answers until the attempt is given up.</summary>
    public static async Task<Stream> Silence(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return Stream.Null;
    }

    private sealed class Counting(Stream inner, Action<int> count) : Stream
    {
        public Stream Inner => inner;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            count(read);
            return read;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            inner.WriteAsync(buffer, cancellationToken);

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => inner.Flush();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
