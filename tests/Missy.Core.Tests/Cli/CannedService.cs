using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Missy.Tests.Cli;

/// <summary>A service that gives every request the same answer, for what the simulator never says.</summary>
internal sealed class CannedService : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public CannedService(string body, string contentType = "application/json")
    {
        _listener.Start();
        BaseUrl = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1");
        _ = ServeAsync(body, contentType);
    }

    public string BaseUrl { get; }

    /// <summary>A Chat Completions answer with one choice.</summary>
    public static CannedService Completion(string message, string finish = "stop") => new(
        $$$"""{"id":"c1","object":"chat.completion","model":"m-1","choices":[{"index":0,"message":{"role":"assistant",{{{message}}}},"finish_reason":"{{{finish}}}"}],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}""");

    /// <summary>A streamed Chat Completions answer in the given pieces of text, written as JSON strings.</summary>
    public static CannedService Stream(params string[] pieces) => new(
        string.Concat(pieces.Select(piece => $$$"""data: {"model":"m-1","choices":[{"index":0,"delta":{"content":{{{piece}}} } }]}""" + "\n\n"))
            + """data: {"model":"m-1","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""" + "\n\ndata: [DONE]\n\n",
        "text/event-stream");

    public void WriteConfig(CommandLine missy) =>
        missy.WriteConfig($"providers: {{ it: {{ name: openai, model: m, base_url: '{BaseUrl}' }} }}");

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync(string body, string contentType)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await AnswerAsync(client.GetStream(), body, contentType);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
            _listener.Stop();
        }
    }

    private static async Task AnswerAsync(NetworkStream stream, string body, string contentType)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        var length = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            length = line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)
                ? int.Parse(line[15..], CultureInfo.InvariantCulture)
                : length;
        }

        // A read of nothing would wait for more.
        _ = length > 0 ? await reader.ReadBlockAsync(new char[length]) : 0;
        var bytes = Encoding.UTF8.GetBytes(body);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 200 OK\r\nContent-Type: {contentType}\r\nContent-Length: {bytes.Length}\r\nConnection: close\r\n\r\n")));
        await stream.WriteAsync(bytes);
    }
}
