using System.Collections.Concurrent;

namespace Missy.Resilience;

/// <summary>The retry quotas of this process, one for each provider and base URL, whatever configuration is in effect.</summary>
/// <param name="capacity">The setting in effect; 0 = no bound.</param>
internal sealed class RetryQuotas(Func<int> capacity)
{
    private readonly ConcurrentDictionary<(string Provider, Uri? BaseUrl), RetryQuota> _quotas = new();

    /// <summary>The quota of a provider.</summary>
    /// <param name="provider">The registry name.</param>
    /// <param name="baseUrl">Where it is; null when that is known only at run time.</param>
    public RetryQuota Of(string provider, Uri? baseUrl) =>
        _quotas.GetOrAdd((provider, baseUrl), static (_, most) => new RetryQuota(most), capacity);
}
