using System.Collections;

namespace Missy.Completion;

/// <summary>Completes the purposes that the configuration has models for.</summary>
internal sealed class PurposeCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Name, string Tip)> Names(IDictionary bound) => MissyProcess.Client.Purposes;
}
