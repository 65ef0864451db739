using Missy.Providers;
using Missy.Simulation;

namespace Missy.Cli;

/// <summary>Runs a simulator within this process for as long as the command runs.</summary>
internal sealed class SimulatorHost : ISimulatorHost, IDisposable
{
    private readonly object _starting = new();
    private SimulatorServer? _server;

    public Uri EnsureStarted()
    {
        lock (_starting)
        {
            return (_server ??= SimulatorServer.Start()).BaseUrl;
        }
    }

    public void Dispose() => _server?.Dispose();
}
