using System.Collections.Concurrent;
using Missy.Configuration;

namespace Missy.Providers;

/// <summary>
/// The providers that somebody enabled or disabled in this process, by name: whatever configuration is in effect, the word said
/// last holds. Safe for any number of threads.
/// </summary>
internal sealed class ProviderToggles
{
    private readonly ConcurrentDictionary<string, bool> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly object _changing = new();

    /// <summary>What was said of a provider; null = nothing that differs from its configuration.</summary>
    /// <param name="name">The registry name.</param>
    public bool? Find(string name) => !_byName.IsEmpty && _byName.TryGetValue(name, out var enabled) ? enabled : null;

    /// <summary>Whether a provider may be used.</summary>
    /// <param name="config">Its entry of the configuration.</param>
    public bool IsEnabled(ProviderConfig config) => Find(config.Name) ?? config.Enabled;

    /// <summary>
    /// Enables or disables a provider. What its configuration says anyway is not kept, so that a later edit of the file counts.
    /// </summary>
    /// <param name="config">Its entry of the configuration.</param>
    /// <param name="enabled">Whether it may be used.</param>
    /// <returns>False when it was so before.</returns>
    public bool Set(ProviderConfig config, bool enabled)
    {
        lock (_changing)
        {
            var before = IsEnabled(config);
            if (enabled == config.Enabled)
            {
                _byName.TryRemove(config.Name, out _);
            }
            else
            {
                _byName[config.Name] = enabled;
            }

            return before != enabled;
        }
    }
}
