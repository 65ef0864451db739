namespace Missy.Simulation.Http;

/// <summary>What one request may cost in memory; beyond it the request is refused and the connection closed.</summary>
internal static class HttpLimits
{
    public const int HeadBytes = 64 * 1024;

    public const int BodyBytes = 64 * 1024 * 1024;
}
