namespace Missy.Simulation.Exchanges;

/// <summary>What becomes of a connection after an answer.</summary>
internal enum Ending
{
    KeepAlive,
    Close,

    /// <summary>Closes once the client has done so, and drops what it still sends: closing at once would reset the connection under an answer that it has not read.</summary>
    Refuse,
    Reset,
}
