using Missy.Configuration;
using Missy.Network;
using Missy.Providers;

namespace Missy;

/// <summary>What a front end gives the core.</summary>
public sealed record MissyClientOptions
{
    /// <summary>The configuration file that the user named; null = <c>MISSY_CONFIG</c>, else <c>~/.missy/config.yaml</c>.</summary>
    public string? ConfigPath { get; init; }

    /// <summary>Where variables and the home folder come from.</summary>
    public ISystemEnvironment Environment { get; init; } = SystemEnvironment.Instance;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// Whether changes of the configuration file are picked up by themselves from its first use on, where the file does not say
    /// <c>watch: false</c>.
    /// </summary>
    public bool Watch { get; init; }

    /// <summary>Who starts the simulator; null = there is none.</summary>
    public ISimulatorHost? Simulator { get; init; }

    /// <summary>Who opens the vaults that <c>secret://</c> references name; null = nobody, and they count as missing.</summary>
    public IVaultReader? Vaults { get; init; }

    /// <summary>Who hears what happens.</summary>
    public IEventSink Events { get; init; } = NullEventSink.Instance;

    /// <summary>Where tokens of ChatGPT accounts are renewed.</summary>
    internal Uri CodexTokenEndpoint { get; init; } = Missy.Providers.Responses.CodexTokenEndpoint.OpenAI;

    /// <summary>The services that are known.</summary>
    public ProviderCatalogue Catalogue { get; init; } = ProviderCatalogue.Default;

    /// <summary>Gives the jitter of waits, from 0 up to 1; null = the process's own chance.</summary>
    internal Func<double>? Jitter { get; init; }

    /// <summary>Who looks names up.</summary>
    internal IHostResolver Resolver { get; init; } = new SystemHostResolver();

    /// <summary>Who opens connections.</summary>
    internal IDialer Dialer { get; init; } = new TcpDialer();

    /// <summary>Answers requests in place of connections, once the policy has let them pass; null = connections are made.</summary>
    internal Func<HttpMessageHandler>? Handler { get; init; }

    /// <summary>The proxy that the system's settings name for a URL.</summary>
    internal Func<Uri, Uri?> SystemProxy { get; init; } = Network.SystemProxy.Find;
}
