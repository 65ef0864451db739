using Missy.Configuration;
using Missy.Providers;
using Missy.Resilience;
using Missy.Usage;

namespace Missy.Calls;

/// <summary>What a call goes by: the configuration that it started with, and what the process keeps.</summary>
internal sealed record CallServices
{
    public required MissyConfig Config { get; init; }

    public required ProviderRegistry Registry { get; init; }

    public required ProviderCatalogue Catalogue { get; init; }

    public required PriceBook Prices { get; init; }

    public required CircuitBreakers Breakers { get; init; }

    public required RetryQuotas Quotas { get; init; }

    public required RateLimiters Limiters { get; init; }

    public required UsageStore Usage { get; init; }

    public required IEventSink Events { get; init; }

    public required TimeProvider Time { get; init; }

    public Func<double>? Jitter { get; init; }
}
