using System.Runtime.InteropServices;

namespace Missy.Cli;

/// <summary>
/// Standard output that notices when its reader has gone. The runtime drops what is written to a closed pipe and says nothing,
/// so that a call would be paid for to its end although nobody reads the answer.
/// </summary>
internal sealed class StandardOutput(Stream inner) : Stream
{
    // <poll.h>: the same numbers on Linux, macOS and the BSDs.
    private const short Failed = 0x08;
    private const short HungUp = 0x10;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public static Stream Open() => OperatingSystem.IsWindows()
        ? Console.OpenStandardOutput()
        : new StandardOutput(Console.OpenStandardOutput());

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        inner.Write(buffer);
        if (IsClosed())
        {
            throw new OutputClosedException();
        }
    }

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private static bool IsClosed()
    {
        var output = new PollDescriptor { Descriptor = 1 };
        return Poll(ref output, 1, 0) > 0 && (output.Returned & (Failed | HungUp)) != 0;
    }

    [DllImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Poll(ref PollDescriptor descriptors, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Wanted;
        public short Returned;
    }
}
