using System.Collections;
using Missy.Simulation;

namespace Missy.Completion;

/// <summary>Completes the simulator's faults.</summary>
internal sealed class FaultCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Name, string Tip)> Names(IDictionary bound) =>
        Fault.KnownNames.Select(fault => (fault.Name, fault.Description));
}
