using System.Net.Sockets;
using System.Net;
using System.Text;
using Missy.Simulation;

namespace Missy.Tests.Simulator;

/// <summary>A bare TCP client, for what an HTTP client would hide.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient _client = new() { NoDelay = true };

    public static async Task<RawClient> ConnectAsync(SimulatorServer server)
    {
        var client = new RawClient();
        await client._client.ConnectAsync(IPAddress.Loopback, server.Port, TestContext.Current.CancellationToken);
        return client;
    }

    public async Task SendAsync(string text) =>
        await _client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);

    public Task PostAsync(string wire, bool stream, string? fault = null)
    {
        var body = Wires.Body(wire, stream).ToJsonString();
        var header = fault is null ? "" : $"x-simulator-fault: {fault}\r\n";
        return SendAsync($"POST /{Wires.Path(wire)} HTTP/1.1\r\nHost: x\r\n{header}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
    }

    /// <summary>Reads until the text ends with <paramref name="end"/>.</summary>
    public async Task<string> ReadToAsync(string end)
    {
        var bytes = new List<byte>();
        var one = new byte[1];
        while (true)
        {
            if (await _client.GetStream().ReadAsync(one, TestContext.Current.CancellationToken) == 0)
            {
                throw new EndOfStreamException($"Closed before '{end}', after: {Encoding.UTF8.GetString([.. bytes])}");
            }

            bytes.Add(one[0]);
            if (bytes.Count >= end.Length && one[0] == end[^1]
                && Encoding.Latin1.GetString([.. bytes[^end.Length..]]) == end)
            {
                return Encoding.UTF8.GetString([.. bytes]);
            }
        }
    }

    public async Task<byte> ReadByteAsync()
    {
        var one = new byte[1];
        await _client.GetStream().ReadExactlyAsync(one, TestContext.Current.CancellationToken);
        return one[0];
    }

    /// <summary>Reads until the server closes; <c>Reset</c> tells how.</summary>
    public async Task<(byte[] Bytes, bool Reset)> ReadToEndAsync()
    {
        using var all = new MemoryStream();
        try
        {
            await _client.GetStream().CopyToAsync(all, TestContext.Current.CancellationToken);
            return (all.ToArray(), false);
        }
        catch (IOException exception) when (exception.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return (all.ToArray(), true);
        }
    }

    public void Dispose() => _client.Dispose();
}
