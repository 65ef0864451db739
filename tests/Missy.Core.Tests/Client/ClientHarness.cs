using Missy.Configuration;
using Missy.Providers;
using Missy.Simulation;
using Missy.Tests.Network;
using Missy.Tests.Support;

namespace Missy.Tests.Client;

/// <summary>A client with a home folder, an environment and a simulator of its own; it finds no host but this machine.</summary>
internal sealed class ClientHarness : ISystemEnvironment, ISimulatorHost, IEventSink, IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("missy-").FullName;
    private readonly Lazy<SimulatorServer> _simulator;

    public ClientHarness(
        string? yaml = null,
        Func<SimulatorServer, ProviderCatalogue>? catalogue = null,
        Func<MissyClientOptions, MissyClientOptions>? change = null,
        SimulatorOptions? simulator = null,
        TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        _simulator = new Lazy<SimulatorServer>(() => SimulatorServer.Start(simulator ?? new SimulatorOptions { Time = time }));
        if (yaml is not null)
        {
            WriteConfig(yaml);
        }

        var options = new MissyClientOptions
        {
            Environment = this,
            Simulator = this,
            Events = this,
            Time = time,
            Resolver = new FakeResolver(),
            Catalogue = catalogue?.Invoke(Simulator) ?? ProviderCatalogue.Default,
        };
        Client = new MissyClient(change?.Invoke(options) ?? options);
    }

    public MissyClient Client { get; }

    public CallerState Caller { get; } = new();

    public Dictionary<string, string> Variables { get; } = [];

    public List<MissyEvent> Events { get; } = [];

    public SimulatorServer Simulator => _simulator.Value;

    public bool SimulatorStarted => _simulator.IsValueCreated;

    public string? HomeFolder => _home;

    public string ConfigPath => Path.Combine(_home, ".missy", "config.yaml");

    public string? GetVariable(string name) => Variables.GetValueOrDefault(name);

    public Uri EnsureStarted() => Simulator.BaseUrl;

    public void Publish(MissyEvent happened) => Events.Add(happened);

    /// <summary>Writes the file, and puts it into effect. Where it does not say how often a call is tried again, it never is.</summary>
    public void WriteConfig(string yaml)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(ConfigPath)!);
        File.WriteAllText(ConfigPath, NoRetries.In(yaml));
        if (Client is { ConfigWatcher.LoadedAt: not null } running)
        {
            Assert.NotEqual(ConfigReloadOutcome.Refused, running.ReloadConfig().Outcome);
        }
    }

    public Task<Response> AskAsync(string prompt, string? provider = null, string? model = null) =>
        Client.AskAsync(Question(prompt, provider, model), Caller, TestContext.Current.CancellationToken);

    public Task<Route> RouteAsync(string? provider = null, string? model = null) =>
        Client.ResolveRouteAsync(Question("hi", provider, model), Caller, TestContext.Current.CancellationToken);

    public async Task<MissyException> FailingRouteAsync(string? provider = null, string? model = null) =>
        await Assert.ThrowsAsync<MissyException>(() => RouteAsync(provider, model));

    public static AskRequest Question(string prompt, string? provider = null, string? model = null) => new()
    {
        Messages = [new Missy.Chat.ChatMessage(Missy.Chat.ChatRole.User, prompt)],
        Provider = provider,
        Model = model,
    };

    public void Dispose()
    {
        Client.Dispose();
        if (_simulator.IsValueCreated)
        {
            _simulator.Value.Dispose();
        }

        Directory.Delete(_home, recursive: true);
    }
}
