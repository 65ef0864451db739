using System.Net;
using Missy.Simulation;

namespace Missy.Tests.Simulator;

/// <summary>Answers that are small until somebody unpacks them.</summary>
public sealed class FaultGzipTests : IDisposable
{
    private const int Mebibyte = 1024 * 1024;

    private readonly SimulatorServer _server = SimulatorServer.Start();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Wires.EachMode), MemberType = typeof(Wires))]
    public async Task A_bomb_unpacks_to_so_much_padding_and_the_answer(string wire, bool stream)
    {
        using var client = Client(DecompressionMethods.GZip);
        using var bomb = await client.SendAsync(Wires.Request(wire, stream, "gzip-bomb;bytes=2097152"), Token);
        using var plain = await client.SendAsync(Wires.Request(wire, stream, "ok"), Token);

        var text = await bomb.Content.ReadAsStringAsync(Token);
        var answer = await plain.Content.ReadAsStringAsync(Token);
        Assert.Equal((2 * Mebibyte) + answer.Length, text.Length);
        Assert.EndsWith(answer, text, StringComparison.Ordinal);
        Assert.Contains("simulated", Wires.Text(wire, stream, stream ? answer : text), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Wires.EachMode), MemberType = typeof(Wires))]
    public async Task A_bomb_is_a_gibibyte_that_travels_as_a_few_mebibytes(string wire, bool stream)
    {
        using var client = Client(DecompressionMethods.None);
        using var response = await client.SendAsync(Wires.Request(wire, stream, "gzip-bomb"), Token);

        var bytes = await response.Content.ReadAsByteArrayAsync(Token);
        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        Assert.Equal(stream && wire != Wires.Ollama ? "text/event-stream" : stream ? "application/x-ndjson" : "application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.InRange(bytes.Length, 512 * 1024, 8 * Mebibyte);
        Assert.Equal([0x1f, 0x8b], bytes[..2]);
    }

    [Fact]
    public async Task A_bomb_can_be_an_error()
    {
        using var client = Client(DecompressionMethods.GZip);
        using var response = await client.SendAsync(Wires.Request(Wires.Anthropic, true, "gzip-bomb;bytes=1;status=529"), Token);

        Assert.Equal(529, (int)response.StatusCode);
        Assert.Contains("overloaded_error", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    private HttpClient Client(DecompressionMethods methods) =>
        new(new SocketsHttpHandler { AutomaticDecompression = methods, UseProxy = false }) { BaseAddress = _server.BaseUrl };

    public void Dispose() => _server.Dispose();
}
