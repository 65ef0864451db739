using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Missy.Tests.Oracles;

/// <summary>A loopback server that keeps the one request body it is sent and gives the answer it was made with.</summary>
internal sealed class RecordingServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task<JsonElement> _body;

    public RecordingServer(string answer, string contentType = "application/json")
    {
        _listener.Start();
        _body = ServeAsync(answer, contentType);
    }

    public Uri BaseUrl => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)}/v1");

    /// <summary>The body of the request, once it was answered.</summary>
    public Task<JsonElement> BodyAsync() => _body.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    public void Dispose() => _listener.Stop();

    private async Task<JsonElement> ServeAsync(string answer, string contentType)
    {
        using var client = await _listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var stream = client.GetStream();

        // Latin-1 keeps every byte a character, so lengths in the head count what they say.
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        var length = await ReadHeadAsync(reader);
        var body = length is { } count ? await ReadAsync(reader, count) : await ReadChunksAsync(reader);

        var bytes = Encoding.UTF8.GetBytes(answer);
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 200 OK\r\nContent-Type: {contentType}\r\nContent-Length: {bytes.Length}\r\nConnection: close\r\n\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        await stream.WriteAsync(bytes);
        return JsonDocument.Parse(Encoding.Latin1.GetBytes(body)).RootElement;
    }

    // Null where the body comes in chunks.
    private static async Task<int?> ReadHeadAsync(StreamReader reader)
    {
        int? length = null;
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            {
                length = int.Parse(line["Content-Length:".Length..], CultureInfo.InvariantCulture);
            }
        }

        return length;
    }

    private static async Task<string> ReadChunksAsync(StreamReader reader)
    {
        var body = new StringBuilder();
        while (int.Parse((await reader.ReadLineAsync())!, NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var size)
        {
            body.Append(await ReadAsync(reader, size));
            await reader.ReadLineAsync();
        }

        return body.ToString();
    }

    private static async Task<string> ReadAsync(StreamReader reader, int count)
    {
        var buffer = new char[count];
        return await reader.ReadBlockAsync(buffer) == count ? new string(buffer) : throw new EndOfStreamException();
    }
}
