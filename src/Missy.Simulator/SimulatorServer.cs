using System.Net;
using System.Net.Sockets;
using Missy.Simulation.Exchanges;

namespace Missy.Simulation;

/// <summary>
/// A loopback server that speaks the wire protocols of language model services (Anthropic Messages, OpenAI Chat
/// Completions and Responses, Ollama chat) with simulated answers, and misbehaves on request.
/// </summary>
/// <remarks>
/// Listens on 127.0.0.1 only; answers every key and none; one base URL serves all protocols, under any path prefix. It speaks
/// plain HTTP; https finds what the fault <c>tls</c> makes of it.
/// All members may be used from any thread. <see cref="Fault"/> describes the faults and their text language.
/// </remarks>
public sealed class SimulatorServer : IAsyncDisposable, IDisposable
{
    private readonly TcpListener _listener;
    private readonly Simulator _simulator;
    private readonly HashSet<Connection> _connections = [];
    private readonly Task _accepting;
    private bool _stopped;

    private SimulatorServer(TcpListener listener, Simulator simulator)
    {
        _listener = listener;
        _simulator = simulator;
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        BaseUrl = new Uri(FormattableString.Invariant($"http://127.0.0.1:{Port}/"));
        // The server outlives the caller's activity and other ambient state.
        using (ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow())
        {
            _accepting = Task.Run(AcceptAsync);
        }
    }

    /// <summary>The address to use as a provider's base URL, such as <c>http://127.0.0.1:41234/</c>.</summary>
    public Uri BaseUrl { get; }

    /// <summary>The TCP port that was taken.</summary>
    public int Port { get; }

    /// <summary>Whether it no longer serves.</summary>
    public bool Stopped
    {
        get
        {
            lock (_connections)
            {
                return _stopped;
            }
        }
    }

    /// <summary>The requests so far, oldest first: a copy. Only the newest are kept, see <see cref="SimulatorOptions.RecordedRequests"/>.</summary>
    public RecordedRequests Requests => new(_simulator.Recorder.All());

    // A column of records for export.

    /// <summary>How many <see cref="Requests"/> there are; those that are kept no more do not count.</summary>
    public int RequestCount => Requests.Count;

    /// <summary>How many TCP connections it took so far, those too that brought no request, as a failed handshake does not.</summary>
    public int Connections => _simulator.Connections;

    /// <summary>Starts a simulator, which then serves until it is stopped or disposed.</summary>
    /// <param name="options">Its behaviour, or null for the defaults.</param>
    /// <exception cref="SocketException">The port is taken or not allowed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port or a limit is out of its range.</exception>
    public static SimulatorServer Start(SimulatorOptions? options = null)
    {
        options ??= new SimulatorOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.RecordedRequests, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.TokensPerSecond);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Latency, TimeSpan.Zero);
        var listener = new TcpListener(IPAddress.Loopback, options.Port);
        listener.Start(512);
        return new SimulatorServer(listener, new Simulator(options));
    }

    /// <summary>Forgets the recorded requests; the next one has the number 1 again. Faults go on counting their calls.</summary>
    public void ClearRequests() => _simulator.Recorder.Clear();

    /// <summary>Adds a rule behind those in force; its calls count from now.</summary>
    public void AddFault(FaultRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        _simulator.Faults.Add(rule);
    }

    /// <summary>Removes all rules, those of the options too. Answers under way keep their fault.</summary>
    public void ClearFaults() => _simulator.Faults.Clear();

    /// <summary>Completes when the request with that number has arrived completely, at once if it has already.</summary>
    /// <param name="number">See <see cref="RecordedRequest.Number"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<RecordedRequest> WaitForRequestAsync(int number, CancellationToken cancellationToken = default) =>
        _simulator.Recorder.WaitForArrivalAsync(number, cancellationToken);

    /// <summary>Completes when the client of the request with that number has closed the connection before its answer was complete, at once if it has already.</summary>
    /// <param name="number">See <see cref="RecordedRequest.Number"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<RecordedRequest> WaitForAbortAsync(int number, CancellationToken cancellationToken = default) =>
        _simulator.Recorder.WaitForAbortAsync(number, cancellationToken);

    /// <summary>Stops listening and closes every connection. Returns at once; may be called again.</summary>
    public void Stop()
    {
        Connection[] open;
        lock (_connections)
        {
            _stopped = true;
            open = [.. _connections];
        }

        _listener.Stop();
        foreach (var connection in open)
        {
            connection.Close();
        }
    }

    /// <summary><see cref="Stop"/>.</summary>
    public void Dispose() => Stop();

    /// <summary>Stops, and waits until no work of the server is left.</summary>
    public async ValueTask DisposeAsync()
    {
        Stop();
        await _accepting.ConfigureAwait(false);
        Task[] running;
        lock (_connections)
        {
            running = [.. _connections.Select(connection => connection.Completion)];
        }

        await Task.WhenAll(running).ConfigureAwait(false);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptSocketAsync().ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                lock (_connections)
                {
                    if (_stopped)
                    {
                        return;
                    }
                }

                // A client that went away while it was being accepted is no reason to stop serving, nor is a want of
                // file handles, which passes; the pause keeps that from spinning.
                await Task.Delay(20).ConfigureAwait(false);
                continue;
            }

            Serve(socket);
        }
    }

    private void Serve(Socket socket)
    {
        var connection = new Connection(socket, _simulator);
        lock (_connections)
        {
            if (_stopped)
            {
                connection.Close();
                return;
            }

            _connections.Add(connection);
        }

        connection.Start(Forget);
    }

    private void Forget(Connection connection)
    {
        lock (_connections)
        {
            _connections.Remove(connection);
        }
    }

    /// <summary><see cref="BaseUrl"/>.</summary>
    public override string ToString() => BaseUrl.ToString();
}
