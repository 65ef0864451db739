using System.Collections;

namespace Missy.Completion;

/// <summary>Completes the settings of the configuration, with the names of its providers and aliases.</summary>
internal sealed class ConfigKeyCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Name, string Tip)> Names(IDictionary bound) =>
        MissyProcess.Client.ConfigKeys.Select(static key => (key.Name, key.Description));
}
