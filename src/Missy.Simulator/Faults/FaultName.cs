namespace Missy.Simulation;

/// <summary>A fault that the simulator can play, as help and completion show it.</summary>
/// <param name="Name">The stable kebab-case name that begins a fault's text.</param>
/// <param name="Description">One line of what it does.</param>
/// <param name="Parameters">
/// The names of its parameters. The first one may be given with the name itself: <c>stall=2</c> is <c>stall;after=2</c>.
/// Those that go with every fault are not repeated here: <c>latency</c>, <c>tokens-per-second</c>, <c>retry-after</c>,
/// <c>should-retry</c>, <c>rate-limit</c>, <c>header</c>.
/// </param>
public sealed record FaultName(string Name, string Description, IReadOnlyList<string> Parameters);
