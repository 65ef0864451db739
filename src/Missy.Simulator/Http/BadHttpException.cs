namespace Missy.Simulation.Http;

/// <summary>A request that cannot be read as HTTP/1.1; the connection is answered with the status and closed.</summary>
internal sealed class BadHttpException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
