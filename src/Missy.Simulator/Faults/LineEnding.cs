namespace Missy.Simulation.Faults;

/// <summary>How lines of a stream end; the standard of server-sent events allows all three, and their mixture.</summary>
internal enum LineEnding
{
    Lf,
    CrLf,
    Cr,
    Mixed,
}
