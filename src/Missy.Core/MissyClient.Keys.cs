namespace Missy;

/// <content>The keys of a provider.</content>
public sealed partial class MissyClient
{
    /// <summary>
    /// Makes the next key of a provider that can be used its preferred one, in turn, for all of the process. Nothing is asked or
    /// run for that.
    /// </summary>
    /// <param name="name">The provider's name.</param>
    /// <returns>The slots before and after; the same, with the reason, when there is no other key.</returns>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: there is no such provider.</exception>
    public KeySwitch SwitchKey(string name)
    {
        var done = Registry.Get(name).Keys.Switch();
        if (done is { Before: { } from, After: { } to, Reason: null })
        {
            _options.Events.Publish(new KeyRotated(done.Provider, from, to, "Switched"));
        }

        return done;
    }
}
