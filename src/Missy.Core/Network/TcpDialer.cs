using System.Net;
using System.Net.Sockets;

namespace Missy.Network;

/// <summary>Opens TCP connections.</summary>
internal sealed class TcpDialer : IDialer
{
    public async Task<Stream> DialAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // Requests are written whole: there is nothing to wait for.
            socket.NoDelay = true;
            await socket.ConnectAsync(endpoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // A closed connection can be read as well: it gives its end.
    public bool IsQuiet(Stream connection) => !((NetworkStream)connection).Socket.Poll(TimeSpan.Zero, SelectMode.SelectRead);
}
