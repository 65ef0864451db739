namespace Missy.Simulation.Faults;

/// <summary>How the connection ends when an answer is cut.</summary>
internal enum CloseMode
{
    /// <summary>The HTTP message is complete, though its content is not.</summary>
    Clean,

    /// <summary>The connection closes in the midst of the HTTP message.</summary>
    Abrupt,

    /// <summary>The connection is reset.</summary>
    Reset,
}
