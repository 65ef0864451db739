using System.Collections.Concurrent;
using Missy.Chat;
using Missy.Configuration;

namespace Missy.Resilience;

/// <summary>
/// The limiters of a client, by provider name and limits: a configuration that is read again goes on with the same ones, and
/// a changed limit starts afresh.
/// </summary>
internal sealed class RateLimiters(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Name, int Requests, int Tokens), RateLimiter> _limiters = new();

    /// <summary>
    /// Waits for leave to make a call, up to the provider's <c>max_wait_seconds</c>, in the order of asking. Without a limit
    /// there is nothing to wait for, and nothing is counted.
    /// </summary>
    /// <param name="provider">The provider to be called.</param>
    /// <param name="request">What is to be sent, for <see cref="TokenEstimate"/>.</param>
    /// <param name="cancellationToken">Leaves the queue.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.RateLimited"/> with <see cref="MissyException.IsOwnLimit"/>.</exception>
    public ValueTask<LimiterLease> AcquireAsync(ProviderConfig provider, CompletionRequest request, CancellationToken cancellationToken) =>
        provider is { RequestsPerMinute: 0, TokensPerMinute: 0 }
            ? new ValueTask<LimiterLease>(LimiterLease.None)
            : Find(provider).AcquireAsync(TokenEstimate.Of(request).Total, provider.MaxWait, cancellationToken);

    /// <summary>The limiter of a provider.</summary>
    public RateLimiter Find(ProviderConfig provider) => _limiters.GetOrAdd(
        (provider.Name.ToUpperInvariant(), provider.RequestsPerMinute, provider.TokensPerMinute),
        static (key, made) => new RateLimiter(made.Name, key.Requests, key.Tokens, made.Time),
        (provider.Name, Time: time));
}
