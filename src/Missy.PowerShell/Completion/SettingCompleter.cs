using System.Collections;

namespace Missy.Completion;

/// <summary>Completes the keys of settings and of the sections that they stand in.</summary>
internal sealed class SettingCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Name, string Tip)> Names(IDictionary bound) => MissyProcess.Client.SettingKeys.Select(key => (key, key));
}
