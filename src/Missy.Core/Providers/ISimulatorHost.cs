namespace Missy.Providers;

/// <summary>Starts the simulator where one is wanted. The front ends fill it, since the simulator knows nothing of Missy's core.</summary>
public interface ISimulatorHost
{
    /// <summary>The address of the running simulator, which is started by the first call; safe for any number of threads.</summary>
    public Uri EnsureStarted();
}
