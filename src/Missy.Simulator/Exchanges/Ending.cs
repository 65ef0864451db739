namespace Missy.Simulation.Exchanges;

/// <summary>What becomes of a connection after an answer.</summary>
internal enum Ending
{
    KeepAlive,
    Close,
    Reset,
}
