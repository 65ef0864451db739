namespace Missy.Resilience;

/// <summary>
/// What a limit of our own says when it refuses a call. The provider is not to blame: neither its breaker nor its keys count
/// such a failure, and the call may go to a fallback.
/// </summary>
internal static class LimiterFailures
{
    /// <summary>The call needs more than the limit lets through at once, however long it waits.</summary>
    public static MissyException TooLarge(string provider, long tokens, int tokensPerMinute) => new(
        ErrorKind.RateLimited,
        FormattableString.Invariant(
            $"The call may use about {tokens} tokens, and the limit that the configuration sets for {provider} is {tokensPerMinute} a minute: it would never fit."))
    {
        Provider = provider,
        IsOwnLimit = true,
        Remedy = $"Ask with a shorter prompt or a smaller limit for the answer, or raise tokens_per_minute of providers.{provider}.",
    };

    /// <summary>The call's turn would come too late.</summary>
    public static MissyException TooLong(string provider, int? requestsPerMinute, int? tokensPerMinute, TimeSpan wait, TimeSpan maxWait) => new(
        ErrorKind.RateLimited,
        FormattableString.Invariant(
            $"The limit that the configuration sets for {provider} is reached ({Limits(requestsPerMinute, tokensPerMinute)}): the call would wait {wait.TotalSeconds:0.#} s more, and may wait {maxWait.TotalSeconds:0.#} s."))
    {
        Provider = provider,
        IsOwnLimit = true,
        RetryAfter = wait,
        Remedy = $"Wait, raise the limit or max_wait_seconds of providers.{provider}, or give it a fallback.",
    };

    private static string Limits(int? requestsPerMinute, int? tokensPerMinute) => string.Join(
        ", ",
        new[]
        {
            requestsPerMinute is { } requests ? FormattableString.Invariant($"{requests} {(requests == 1 ? "request" : "requests")} a minute") : null,
            tokensPerMinute is { } tokens ? FormattableString.Invariant($"{tokens} tokens a minute") : null,
        }.OfType<string>());
}
