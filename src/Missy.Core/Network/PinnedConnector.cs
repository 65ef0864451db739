using System.Net;
using System.Net.Sockets;

namespace Missy.Network;

/// <summary>
/// Makes connections: looks the name up once, checks every address, connects to one of those very addresses. A name that answers
/// differently a moment later gains nothing by it.
/// </summary>
/// <param name="permission">Under what permissions.</param>
/// <param name="resolver">Finds the addresses.</param>
/// <param name="dialer">Calls them.</param>
/// <param name="time">The clock.</param>
/// <param name="prepared">The connections made ahead; null = there are none.</param>
internal sealed class PinnedConnector(
    ConnectionClass permission, IHostResolver resolver, IDialer dialer, TimeProvider time, PreparedConnections? prepared = null)
{
    // RFC 8305, section 5: how long one address is waited for before the next is tried beside it.
    private static readonly TimeSpan AttemptDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>The callback of <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var endpoint = context.DnsEndPoint;
        var expected = permission.Proxy ?? context.InitialRequestMessage.RequestUri!;
        if (!TargetHost.TryParse(endpoint.Host, out var host)
            || !TargetHost.TryParse(expected.IdnHost, out var wanted)
            || host.Key != wanted.Key
            || (expected.Port > 0 && expected.Port != endpoint.Port))
        {
            throw Refused(PolicyDecision.Deny("address", $"{endpoint.Host}:{endpoint.Port} is not what was asked for"));
        }

        var place = new ConnectionPlace(permission.Name, host, endpoint.Port);
        return (prepared is null ? null : await prepared.TakeAsync(place, cancellationToken))
            ?? await ConnectAsync(host, endpoint.Port, cancellationToken);
    }

    /// <summary>Connects to a host.</summary>
    /// <exception cref="AddressRefusedException">One of its addresses may not be connected to.</exception>
    /// <exception cref="SocketException">It has no address, or none answers; then the first one's failure.</exception>
    public async Task<Stream> ConnectAsync(TargetHost host, int port, CancellationToken cancellationToken)
    {
        var addresses = host.KnownAddresses ?? await resolver.ResolveAsync(host.Key, cancellationToken);
        foreach (var address in addresses)
        {
            // Whoever names a proxy may have it on the own network.
            if (permission.Rules.Refuse(address, permission.Local || permission.Proxy is not null) is { } kind)
            {
                throw Refused(AddressText.Refusal(address, kind));
            }
        }

        return addresses.Count switch
        {
            0 => throw new SocketException((int)SocketError.HostNotFound),
            1 => await dialer.DialAsync(new IPEndPoint(addresses[0], port), cancellationToken),
            _ => await RaceAsync(addresses, port, cancellationToken),
        };
    }

    /// <summary>Gives an attempt up: a late winner is closed, a late failure is nobody's concern.</summary>
    public static void Abandon(Task<Stream> attempt) =>
        attempt.ContinueWith(
            static late =>
            {
                if (late.IsCompletedSuccessfully)
                {
                    late.Result.Dispose();
                }
                else
                {
                    _ = late.Exception;
                }
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);

    private async Task<Stream> RaceAsync(IReadOnlyList<IPAddress> addresses, int port, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new List<Task<Stream>>();
        Exception? failure = null;
        try
        {
            for (var index = 0; index < addresses.Count || running.Count > 0;)
            {
                if (index < addresses.Count)
                {
                    running.Add(dialer.DialAsync(new IPEndPoint(addresses[index++], port), end.Token));
                }

                var patience = index < addresses.Count ? AttemptDelay : Timeout.InfiniteTimeSpan;
                if (await FirstAsync(running, patience, end.Token) is not { } done)
                {
                    continue;
                }

                running.Remove(done);
                if (done.IsCompletedSuccessfully)
                {
                    return await done;
                }

                failure ??= done.Exception?.InnerException;
            }
        }
        finally
        {
            await end.CancelAsync();
            running.ForEach(Abandon);
        }

        cancellationToken.ThrowIfCancellationRequested();
        throw failure ?? new SocketException((int)SocketError.HostUnreachable);
    }

    private async Task<Task<Stream>?> FirstAsync(List<Task<Stream>> running, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = await Task.WhenAny([.. running, Task.Delay(patience, time, done.Token)]);
        await done.CancelAsync();
        return first as Task<Stream>;
    }

    private static AddressRefusedException Refused(PolicyDecision decision) => new(decision);
}
