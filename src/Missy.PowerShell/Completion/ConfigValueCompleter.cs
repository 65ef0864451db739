using System.Collections;

namespace Missy.Completion;

/// <summary>Completes the words that a setting takes; providers for the default one.</summary>
internal sealed class ConfigValueCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Name, string Tip)> Names(IDictionary bound)
    {
        var name = bound["Key"] as string;
        if (name == "default_provider")
        {
            return ProviderCompleter.All();
        }

        var key = MissyProcess.Client.ConfigKeys.FirstOrDefault(key => key.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return key is null ? [] : key.Words.Select(word => (word, key.Description));
    }
}
