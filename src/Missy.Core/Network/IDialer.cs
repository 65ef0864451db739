using System.Net;

namespace Missy.Network;

/// <summary>Opens connections to addresses that were checked.</summary>
internal interface IDialer
{
    /// <summary>Connects.</summary>
    /// <param name="endpoint">Where to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="System.Net.Sockets.SocketException">Nobody answers there.</exception>
    public Task<Stream> DialAsync(IPEndPoint endpoint, CancellationToken cancellationToken);
}
