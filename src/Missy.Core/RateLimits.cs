namespace Missy;

/// <summary>What a service tells of its limits with an answer or an error.</summary>
public sealed record RateLimits
{
    /// <summary>The limit on requests; null when none is told.</summary>
    public RateLimit? Requests { get; init; }

    /// <summary>The limit on tokens, the nearest one where the service has several; null when none is told.</summary>
    public RateLimit? Tokens { get; init; }

    /// <summary>What is left, such as <c>59/60 requests, 149984/150000 tokens</c>.</summary>
    public override string ToString() => string.Join(
        ", ", new[] { Requests is null ? null : $"{Requests} requests", Tokens is null ? null : $"{Tokens} tokens" }.OfType<string>());
}
