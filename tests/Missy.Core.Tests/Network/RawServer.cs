using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Missy.Tests.Network;

/// <summary>A loopback server that notes the head of each request and answers with whatever bytes it is told to.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<Stream, Task> _answer;

    public RawServer(Func<Stream, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>A server that answers one text.</summary>
    public RawServer(string answer)
        : this(stream => stream.WriteAsync(Encoding.Latin1.GetBytes(answer)).AsTask())
    {
    }

    /// <summary>The head of each request, in order.</summary>
    public List<string> Heads { get; } = [];

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri BaseUrl => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}"));

    public void Dispose() => _listener.Stop();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return;
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            var head = new StringBuilder();
            var one = new byte[1];
            try
            {
                while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one) > 0)
                {
                    head.Append((char)one[0]);
                }

                lock (Heads)
                {
                    Heads.Add(head.ToString());
                }

                await _answer(stream);
            }
            catch (IOException)
            {
                // The client has had enough, which is what some tests want.
                return;
            }
        }
    }
}
