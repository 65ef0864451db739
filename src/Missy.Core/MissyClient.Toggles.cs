using Missy.Providers;

namespace Missy;

/// <content>Providers that are enabled or disabled for the time being.</content>
public sealed partial class MissyClient
{
    private readonly ProviderToggles _toggles = new();

    /// <summary>
    /// Lets a provider be used, or no longer, in all of this process and until it ends, whatever its configuration says and
    /// becomes. Calls that are under way go on.
    /// </summary>
    /// <param name="name">The provider's name.</param>
    /// <param name="enabled">Whether it may be used.</param>
    /// <returns>False when it was so before.</returns>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: there is no such provider.</exception>
    public bool SetEnabled(string name, bool enabled)
    {
        var provider = Registry.Get(name);
        var changed = _toggles.Set(provider.Config, enabled);
        if (changed)
        {
            _options.Events.Publish(new ProviderToggled(provider.Name, enabled));
        }

        return changed;
    }
}
