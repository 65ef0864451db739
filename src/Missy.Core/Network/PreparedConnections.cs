using System.Collections.Concurrent;

namespace Missy.Network;

/// <summary>
/// Connections made ahead of the first call to a provider that was switched to, at most one to a place, by the connector that makes
/// all others. Nothing is sent over one before a call takes it; one that none takes is closed. Safe for any number of threads.
/// </summary>
internal sealed class PreparedConnections(IHostResolver resolver, IDialer dialer, TimeProvider time) : IDisposable
{
    // Less than servers usually wait for a client's first word.
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(15);

    // As long as SocketsHttpHandler keeps an idle connection.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<ConnectionPlace, long> _answered = new();
    private readonly Dictionary<ConnectionPlace, PreparedConnection> _ahead = [];
    private bool _disposed;

    /// <summary>How many are there or under way, taken ones not counted.</summary>
    public int Count
    {
        get
        {
            lock (_ahead)
            {
                return _ahead.Count;
            }
        }
    }

    /// <summary>Notes that a call was answered from there, so that its connection is likely to be still open.</summary>
    public void Answered(ConnectionPlace place) => _answered[place] = time.GetTimestamp();

    /// <summary>Begins to make a connection, where there is none yet, and returns at once; whether it works out is nobody's concern.</summary>
    /// <param name="permission">Under what permissions.</param>
    /// <param name="place">Where to, of that very class.</param>
    public void Open(ConnectionClass permission, ConnectionPlace place)
    {
        if (_answered.TryGetValue(place, out var answered) && time.GetElapsedTime(answered) < Kept)
        {
            return;
        }

        PreparedConnection? stale;
        lock (_ahead)
        {
            if (_disposed || (_ahead.TryGetValue(place, out stale) && stale.IsGood))
            {
                return;
            }

            var connector = new PinnedConnector(permission, resolver, dialer, time);
            var connection = new PreparedConnection(dialer, time, Lifetime);
            connection.Start(token => connector.ConnectAsync(place.Host, place.Port, token), () => Expire(place, connection));
            _ahead[place] = connection;
        }

        stale?.Dispose();
    }

    /// <summary>Takes the connection to a place, if one was made ahead or is under way; the caller then owns it.</summary>
    /// <param name="place">Where it leads.</param>
    /// <param name="cancellationToken">Ends the wait for one that is under way.</param>
    /// <returns>Null when there is none that can be used.</returns>
    public async ValueTask<Stream?> TakeAsync(ConnectionPlace place, CancellationToken cancellationToken)
    {
        PreparedConnection? connection;
        lock (_ahead)
        {
            _ahead.Remove(place, out connection);
        }

        return connection is null ? null : await connection.UseAsync(cancellationToken);
    }

    /// <summary>Closes all that none took; no more are made.</summary>
    public void Dispose()
    {
        PreparedConnection[] left;
        lock (_ahead)
        {
            _disposed = true;
            left = [.. _ahead.Values];
            _ahead.Clear();
        }

        Array.ForEach(left, static connection => connection.Dispose());
    }

    private void Expire(ConnectionPlace place, PreparedConnection connection)
    {
        lock (_ahead)
        {
            if (!_ahead.TryGetValue(place, out var held) || held != connection)
            {
                return;
            }

            _ahead.Remove(place);
        }

        connection.Dispose();
    }
}
