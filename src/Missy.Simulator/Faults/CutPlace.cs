namespace Missy.Simulation.Faults;

/// <summary>Where in an answer it is cut, stalled or reset.</summary>
internal enum CutPlace
{
    Boundary,
    MidEvent,
    MidCharacter,
    BeforeHeaders,
    InHeaders,
    AfterHeaders,
    InBody,
}
