using System.Net.Sockets;
using System.Security.Authentication;
using Missy.Simulation.Tls;

namespace Missy.Simulation.Exchanges;

/// <summary>One client connection, in clear or under TLS, from its first byte to its close.</summary>
internal sealed class Connection : IDisposable
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(2);

    private readonly Socket _socket;
    private readonly Simulator _simulator;
    private readonly int _number;
    private readonly CancellationTokenSource _gone = new();

    public Connection(Socket socket, Simulator simulator)
    {
        socket.NoDelay = true;
        _socket = socket;
        _simulator = simulator;
        _number = simulator.NextConnection();
    }

    /// <summary>Completes when nothing of the connection runs any more; never fails.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    public void Start(Action<Connection> ended) =>
        // Not on the accepting thread: it would take no other client while this one's bytes are at hand.
        Completion = Task.Run(() => RunAsync(ended));

    /// <summary>Closes from the server's side; what is under way ends at once.</summary>
    public void Close()
    {
        // In this order: what finds the socket closed can tell by the token that it was not the client.
        _gone.Cancel();
        _socket.Dispose();
    }

    /// <summary>Closes. The token source has no timer and no handle to give back, and <see cref="Close"/> may still come from the server.</summary>
    public void Dispose() => Close();

    private async Task RunAsync(Action<Connection> ended)
    {
        try
        {
            await EndAsync(await ServeAsync().ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsClosed(exception) || exception is AuthenticationException)
        {
            // The client or the server has closed the connection, or the client refused the handshake: there is nobody left to tell.
        }
        finally
        {
            Dispose();
            ended(this);
        }
    }

    /// <summary>Whether an exception says that the connection is no more.</summary>
    public static bool IsClosed(Exception exception) =>
        exception is SocketException or IOException or ObjectDisposedException or OperationCanceledException;

    private async Task<Ending> ServeAsync()
    {
        var plain = new NetworkStream(_socket, ownsSocket: false);
        await using (plain.ConfigureAwait(false))
        {
            if (!await Handshake.BeginsAsync(_socket).ConfigureAwait(false))
            {
                return await TalkAsync(plain, secure: false).ConfigureAwait(false);
            }

            var handshake = new Handshake(plain, _simulator, _gone.Token);
            if (await handshake.AnswerAsync().ConfigureAwait(false) is { } ending)
            {
                return ending;
            }

            var secured = await handshake.SecureAsync().ConfigureAwait(false);
            await using (secured.ConfigureAwait(false))
            {
                return await TalkAsync(secured, secure: true).ConfigureAwait(false);
            }
        }
    }

    private async Task<Ending> TalkAsync(Stream stream, bool secure)
    {
        using var conversation = new Conversation(stream, _simulator, new Responder(_simulator, _number, secure), _gone);
        return await conversation.RunAsync().ConfigureAwait(false);
    }

    private async Task EndAsync(Ending ending)
    {
        if (ending == Ending.Reset)
        {
            // Lingering for no time makes the close a reset (SO_LINGER).
            _socket.LingerState = new LingerOption(true, 0);
            return;
        }

        _socket.Shutdown(SocketShutdown.Send);
        if (ending == Ending.Refuse)
        {
            await DrainAsync().ConfigureAwait(false);
        }
    }

    private async Task DrainAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        limit.CancelAfter(DrainLimit);
        var dropped = new byte[4096];
        while (await _socket.ReceiveAsync(dropped, SocketFlags.None, limit.Token).ConfigureAwait(false) > 0)
        {
        }
    }
}
