namespace Missy.Simulation.Faults;

/// <summary>How a TLS handshake goes wrong.</summary>
internal enum TlsForm
{
    /// <summary>A fatal alert.</summary>
    Alert,

    /// <summary>HTTP in clear.</summary>
    Plain,

    /// <summary>The connection closes.</summary>
    Closed,

    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>No answer.</summary>
    Silent,

    /// <summary>A whole handshake with a certificate of an unknown issuer.</summary>
    Untrusted,
}
