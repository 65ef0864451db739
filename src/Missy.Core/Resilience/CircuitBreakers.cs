using System.Collections.Concurrent;
using Missy.Configuration;

namespace Missy.Resilience;

/// <summary>
/// The breakers of this process, whatever configuration is in effect: a provider's state outlives a reload, and one with another
/// base URL is another service, of which nothing is known. Safe for any number of threads.
/// </summary>
/// <param name="health">The settings in effect.</param>
/// <param name="time">The clock.</param>
/// <param name="events">Who hears of changes.</param>
internal sealed class CircuitBreakers(Func<HealthConfig> health, TimeProvider time, IEventSink events)
{
    private readonly ConcurrentDictionary<(string Provider, Uri? BaseUrl), CircuitBreaker> _breakers = new();

    /// <summary>The breaker of a provider.</summary>
    /// <param name="provider">The registry name.</param>
    /// <param name="baseUrl">Where it is; null when that is known only at run time.</param>
    public CircuitBreaker Of(string provider, Uri? baseUrl) => _breakers.GetOrAdd(
        (provider, baseUrl),
        static (key, self) => self.Create(key.Provider),
        this);

    /// <summary>Whether a call to the provider would be rejected now. For routing: it changes nothing and makes nothing.</summary>
    public bool IsOpen(string provider, Uri? baseUrl) => Find(provider, baseUrl) is { IsOpen: true };

    /// <summary>The breaker of a provider that was called before; null when it was not.</summary>
    public CircuitBreaker? Find(string provider, Uri? baseUrl) => _breakers.GetValueOrDefault((provider, baseUrl));

    private CircuitBreaker Create(string provider) => new(provider, health, time, events);
}
