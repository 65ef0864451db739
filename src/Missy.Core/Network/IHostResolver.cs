using System.Net;

namespace Missy.Network;

/// <summary>Looks names up.</summary>
internal interface IHostResolver
{
    /// <summary>All addresses of a name, in the order in which they should be tried.</summary>
    /// <param name="name">The name in ASCII, without a final dot.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="System.Net.Sockets.SocketException">There are none, or nobody could be asked.</exception>
    public ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string name, CancellationToken cancellationToken);
}
