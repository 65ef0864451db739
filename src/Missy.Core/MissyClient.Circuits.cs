using Missy.Providers;
using Missy.Resilience;

namespace Missy;

public sealed partial class MissyClient
{
    /// <summary>The breakers of this process.</summary>
    internal CircuitBreakers Breakers { get; }

    /// <summary>The circuit breakers: of the providers that <see cref="GetProvidersAsync"/> lists, then of those called without being listed.</summary>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: the file cannot be used.</exception>
    public IReadOnlyList<Circuit> GetCircuits()
    {
        var registry = Registry;
        var listed = registry.Providers;
        var called = registry.Names.Select(registry.Get).Where(provider => Breakers.Find(provider.Name, provider.BaseUrl) is not null);
        return [.. listed.Union(called).Select(Describe)];
    }

    /// <summary>The circuit breaker of one provider; closed when the provider was never called.</summary>
    /// <param name="name">The provider's name.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: there is no such provider.</exception>
    public Circuit GetCircuit(string name) => Describe(Registry.Get(name));

    /// <summary>Closes the circuit breaker of one provider, so that the next call asks it again.</summary>
    /// <param name="name">The provider's name.</param>
    /// <returns>The breaker, closed.</returns>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: there is no such provider.</exception>
    public Circuit ResetCircuit(string name)
    {
        var provider = Registry.Get(name);
        Breakers.Find(provider.Name, provider.BaseUrl)?.Reset();
        return Describe(provider);
    }

    private Circuit Describe(RegisteredProvider provider) =>
        Breakers.Find(provider.Name, provider.BaseUrl)?.Describe()
        ?? new Circuit { Provider = provider.Name, State = CircuitState.Closed };
}
