using System.Globalization;

namespace Missy.Configuration;

/// <summary>A host and one of its ports.</summary>
/// <param name="Host">The name in lower-case ASCII form without a final dot, or the address; IPv6 without brackets.</param>
/// <param name="Port">The port; 443 where none was written.</param>
public sealed record HostEndpoint(string Host, int Port)
{
    /// <summary>The port of an entry that names none.</summary>
    public const int DefaultPort = 443;

    /// <summary><c>host:port</c>, IPv6 in brackets.</summary>
    public override string ToString()
    {
        var host = Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
        return string.Create(CultureInfo.InvariantCulture, $"{host}:{Port}");
    }
}
