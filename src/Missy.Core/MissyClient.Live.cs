namespace Missy;

/// <content>The configuration while the process lives.</content>
public sealed partial class MissyClient
{
    /// <summary>The state of the configuration in effect, and of whoever watches its file. Reads nothing.</summary>
    public ConfigWatcherInfo ConfigWatcher => _live.State;

    /// <summary>
    /// Takes what the file says now. Calls that are under way end as they began; with any error in it the file is refused and what
    /// was in effect stays.
    /// </summary>
    public ConfigReload ReloadConfig() => _live.Reload();

    /// <summary>Picks up changes of the file by itself from now on, also where it says <c>watch: false</c>.</summary>
    public void StartConfigWatcher() => _live.StartWatching();

    /// <summary>Picks them up no longer, until <see cref="StartConfigWatcher"/>.</summary>
    public void StopConfigWatcher() => _live.StopWatching();

    /// <summary>Picks them up no longer, until something uses the configuration again.</summary>
    public void RestConfigWatcher() => _live.Rest();
}
