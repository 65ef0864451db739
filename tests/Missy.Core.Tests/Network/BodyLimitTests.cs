using System.Globalization;
using System.IO.Compression;
using System.Text;
using Missy.Tests.Client;

namespace Missy.Tests.Network;

/// <summary>However much a service sends, no more is read than allowed.</summary>
public sealed class BodyLimitTests
{
    private const int Limit = 1_000_000;
    private const int Buffer = 64 * 1024;

    private static readonly byte[] Chunk = Encoding.ASCII.GetBytes($"4000\r\n{new string(' ', 0x4000)}\r\n");
    private static readonly byte[] EventChunk = Encoding.ASCII.GetBytes($"4000\r\n:{new string('x', 0x3ffe)}\n\r\n");
    private static readonly byte[] LineChunk = Encoding.ASCII.GetBytes($"4000\r\n{new string('x', 0x4000)}\r\n");

    private static readonly byte[] Bomb = NewBomb();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<bool, string> Endless => new()
    {
        { false, "space" },
        { true, "space" },
        { true, "event" },
        { true, "line" },
        { false, "line" },
    };

    [Theory, MemberData(nameof(Endless))]
    public async Task A_body_of_a_gibibyte_in_chunks_is_read_to_the_limit_and_one_buffer(bool stream, string content)
    {
        var chunk = content switch { "event" => EventChunk, "line" => LineChunk, _ => Chunk };
        using var server = new RawServer(async body =>
        {
            await body.WriteAsync(Head($"Transfer-Encoding: chunked\r\nContent-Type: {(stream ? "text/event-stream" : "application/json")}"));
            for (var sent = 0L; sent < 1 << 30; sent += 0x4000)
            {
                await body.WriteAsync(chunk);
            }
        });
        var (failure, read) = await AskAsync(server, stream);

        Assert.Equal(ErrorKind.MalformedResponse, failure.Kind);
        Assert.InRange(read, 1, Limit + Buffer);
        Assert.Contains("network.max_response_bytes", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_length_beyond_the_limit_is_refused_before_the_body_is_read()
    {
        using var server = new RawServer(async body =>
        {
            await body.WriteAsync(Head("Content-Length: 1073741824"));
            for (var sent = 0L; sent < 1 << 30; sent += 0x4000)
            {
                await body.WriteAsync(Chunk.AsMemory(0, 0x4000));
            }
        });
        var (failure, read) = await AskAsync(server, stream: false);

        Assert.Equal(ErrorKind.MalformedResponse, failure.Kind);
        Assert.InRange(read, 1, Buffer);
    }

    [Theory]
    [InlineData("gzip", false)]
    [InlineData("gzip", true)]
    [InlineData("x-gzip", false)]
    [InlineData("br", false)]
    [InlineData("deflate", false)]
    [InlineData("identity, gzip", false)]
    [InlineData("zstd", false)]
    public async Task A_compressed_answer_that_nobody_asked_for_is_not_undone(string coding, bool stream)
    {
        using var server = new RawServer(async body =>
        {
            await body.WriteAsync(Head($"Content-Encoding: {coding}\r\nContent-Length: {Bomb.Length.ToString(CultureInfo.InvariantCulture)}"));
            await body.WriteAsync(Bomb);
        });
        var (failure, read) = await AskAsync(server, stream);

        Assert.Equal(ErrorKind.MalformedResponse, failure.Kind);
        Assert.Contains("compressed", failure.Message, StringComparison.Ordinal);
        Assert.InRange(read, 1, Buffer);
        Assert.DoesNotContain("Accept-Encoding", server.Heads[0], StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_failed_status_with_an_endless_body_keeps_its_meaning()
    {
        using var server = new RawServer(async body =>
        {
            await body.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 429 Slow\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"));
            for (var sent = 0L; sent < 1 << 30; sent += 0x4000)
            {
                await body.WriteAsync(LineChunk);
            }
        });
        var (failure, read) = await AskAsync(server, stream: false);

        Assert.Equal(ErrorKind.RateLimited, failure.Kind);
        Assert.InRange(read, 1, 3 * Buffer);
    }

    [Theory]
    [InlineData(1, 70_000)]
    [InlineData(100_000, 20)]
    public async Task Endless_headers_end_the_exchange(int count, int length)
    {
        using var server = new RawServer(async body =>
        {
            await body.WriteAsync("HTTP/1.1 200 OK\r\n"u8.ToArray());
            for (var index = 0; index < count; index++)
            {
                await body.WriteAsync(Encoding.ASCII.GetBytes($"x-{index.ToString(CultureInfo.InvariantCulture)}: {new string('x', length)}\r\n"));
            }
        });
        var (failure, read) = await AskAsync(server, stream: false);

        Assert.Equal(ErrorKind.Unavailable, failure.Kind);
        Assert.InRange(read, 1, 3 * Buffer);
    }

    // 64 MiB in as many KiB.
    private static byte[] NewBomb()
    {
        var bomb = new MemoryStream();
        using (var gzip = new GZipStream(bomb, CompressionLevel.Fastest))
        {
            var zeros = new byte[1 << 20];
            for (var count = 0; count < 64; count++)
            {
                gzip.Write(zeros);
            }
        }

        return bomb.ToArray();
    }

    private static byte[] Head(string headers) => Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\n{headers}\r\n\r\n");

    private static async Task<(MissyException Failure, long Read)> AskAsync(RawServer server, bool stream)
    {
        var dialer = new FakeDialer();
        using var harness = new ClientHarness(
            $$"""
            providers: { it: { name: openai, model: m, base_url: '{{server.BaseUrl}}v1' } }
            network: { max_response_bytes: {{Limit.ToString(CultureInfo.InvariantCulture)}} }
            """,
            change: options => options with { Dialer = dialer });
        var failure = await Assert.ThrowsAsync<MissyException>(async () =>
        {
            if (!stream)
            {
                await harness.AskAsync("hi");
                return;
            }

            await foreach (var chunk in harness.Client.StreamAsync(ClientHarness.Question("hi"), harness.Caller, Cancellation))
            {
                Assert.NotEqual("done", chunk.Kind);
            }
        });
        return (failure, dialer.BytesRead);
    }
}
