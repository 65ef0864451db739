using System.Text;
using Missy.Providers;

namespace Missy.Tests.Support;

/// <summary>What holds for every wire's streams, whatever their events are.</summary>
internal static class StreamLaws
{
    /// <summary>However the bytes of a body are cut into reads, the chunks are the same.</summary>
    public static async Task SameChunksAtEveryCut(WireProtocol wire, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var expected = Wire.Shape(await Wire.Stream(wire, SlicedStream.Whole(bytes)));
        for (var position = 1; position < bytes.Length; position++)
        {
            Assert.Equal(expected, Wire.Shape(await Wire.Stream(wire, SlicedStream.CutAt(bytes, position))));
        }

        Assert.Equal(expected, Wire.Shape(await Wire.Stream(wire, SlicedStream.ByteByByte(bytes))));
    }

    /// <summary>A body that ends before its end marker is an error with the text so far, wherever it ends.</summary>
    /// <param name="wire">The wire.</param>
    /// <param name="body">A whole body.</param>
    /// <param name="endMarker">The bytes up to and including which the answer is whole; all that comes before is too little.</param>
    public static async Task EveryCutBeforeTheEndIsAnError(WireProtocol wire, string body, string endMarker)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var whole = Encoding.UTF8.GetByteCount(body[..body.IndexOf(endMarker, StringComparison.Ordinal)]);
        var full = Wire.Text(await Wire.Stream(wire, SlicedStream.Whole(bytes)));
        for (var length = 0; length <= whole; length++)
        {
            var (failure, text) = await Wire.FailingStream(wire, SlicedStream.Whole(bytes.AsMemory(0, length)));
            Assert.Equal(ErrorKind.Truncated, failure.Kind);
            Assert.Equal(text, failure.PartialText ?? "");
            Assert.StartsWith(text, full, StringComparison.Ordinal);
        }
    }
}
