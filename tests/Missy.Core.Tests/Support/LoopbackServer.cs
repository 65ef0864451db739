using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Missy.Tests.Support;

/// <summary>A server on this machine that answers every request by a function of it.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<LoopbackRequest, Task<(int Status, string Body)>> _answer;

    public LoopbackServer(Func<LoopbackRequest, Task<(int Status, string Body)>> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)}/");

    public void Dispose()
    {
        _stopping.Cancel();
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            return;
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
                var path = (await reader.ReadLineAsync(_stopping.Token) ?? "").Split(' ').ElementAtOrDefault(1) ?? "";
                var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                while (await reader.ReadLineAsync(_stopping.Token) is { Length: > 0 } line)
                {
                    var colon = line.IndexOf(':', StringComparison.Ordinal);
                    headers[line[..colon]] = line[(colon + 1)..].Trim();
                }

                var body = new char[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];

                // A read of nothing would wait for more.
                _ = body.Length > 0 ? await reader.ReadBlockAsync(body, _stopping.Token) : 0;
                var (status, text) = await _answer(new LoopbackRequest(path, headers, new string(body)));
                var bytes = Encoding.UTF8.GetBytes(text);
                var head = string.Create(
                    CultureInfo.InvariantCulture,
                    $"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {bytes.Length}\r\nConnection: close\r\n\r\n");
                await stream.WriteAsync(Encoding.ASCII.GetBytes(head), _stopping.Token);
                await stream.WriteAsync(bytes, _stopping.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException)
            {
                return;
            }
        }
    }
}
