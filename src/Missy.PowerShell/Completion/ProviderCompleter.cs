using System.Collections;

namespace Missy.Completion;

/// <summary>Completes providers: the configured ones, else all that are known.</summary>
internal sealed class ProviderCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Name, string Tip)> Names(IDictionary bound) => All();

    /// <summary>All of them, with what is known of each.</summary>
    public static IEnumerable<(string Name, string Tip)> All()
    {
        var registry = MissyProcess.Client.Registry;
        foreach (var name in registry.Names)
        {
            var provider = registry.Get(name);
            var where = provider.BaseUrl is { } url ? $" at {url}" : "";
            var why = provider.WhyUnavailable() is { } reason ? $": {reason}" : "";
            yield return (name, $"{provider.Service.DisplayName}{where}{why}");
        }
    }
}
