using Missy.Providers;
using Missy.Simulation;

namespace Missy;

/// <summary>The simulators that run in this process. The one started last is the one that provider <c>simulator</c> means.</summary>
internal sealed class SimulatorHost : ISimulatorHost
{
    private readonly object _changing = new();
    private readonly List<SimulatorServer> _running = [];

    /// <summary>The address of the one started last; starts one where none runs.</summary>
    public Uri EnsureStarted()
    {
        lock (_changing)
        {
            // Its owner may have stopped it by its own Stop().
            _running.RemoveAll(static server => server.Stopped);
            return (_running.Count > 0 ? _running[^1] : Add(new SimulatorOptions())).BaseUrl;
        }
    }

    /// <summary>Starts another one.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The port is taken or not allowed.</exception>
    public SimulatorServer Start(SimulatorOptions options)
    {
        lock (_changing)
        {
            return Add(options);
        }
    }

    /// <summary>Those that run, oldest first: a copy.</summary>
    public IReadOnlyList<SimulatorServer> Running()
    {
        lock (_changing)
        {
            _running.RemoveAll(static server => server.Stopped);
            return [.. _running];
        }
    }

    private SimulatorServer Add(SimulatorOptions options)
    {
        var server = SimulatorServer.Start(options);
        _running.Add(server);
        return server;
    }
}
