namespace Missy;

/// <summary>What all runspaces of the process share. Made at the first use, so that importing the module costs nothing.</summary>
internal static class MissyProcess
{
    private static readonly Notices _notices = new();

    private static readonly Lazy<MissyClient> _client = new(Create);

    public static MissyClient Client => _client.Value;

    public static SimulatorHost Simulators { get; } = new();

    public static Notices Notices => _notices;

    private static MissyClient Create()
    {
        var client = new MissyClient(new MissyClientOptions
        {
            Simulator = Simulators,
            Events = new EventSinks(_notices, new EngineEvents()),
            Watch = true,
            Vaults = new VaultReader(),
        });

        // Whoever imports the module again and uses the configuration has it watched again.
        ImportedRunspaces.LastGone += client.RestConfigWatcher;
        return client;
    }
}
