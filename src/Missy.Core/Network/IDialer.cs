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

    /// <summary>
    /// Whether a connection over which nothing was sent yet is open, and nothing came over it: a server that speaks unasked has
    /// given it up, or is about to.
    /// </summary>
    /// <param name="connection">What <see cref="DialAsync"/> gave.</param>
    public bool IsQuiet(Stream connection);
}
