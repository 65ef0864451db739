namespace Missy.Providers.Keys;

/// <summary>What the outcome of a request says of the key that it carried.</summary>
internal readonly record struct KeyVerdict
{
    private KeyVerdict(KeyState state, TimeSpan? rest = null) => (State, Rest) = (state, rest);

    /// <summary>The service took it.</summary>
    public static KeyVerdict Good => new(KeyState.Ready);

    /// <summary>The service does not accept it (401, 403).</summary>
    public static KeyVerdict Rejected => new(KeyState.Bad);

    /// <summary>What the key is by that.</summary>
    public KeyState State { get; }

    /// <summary>How long the service asks to leave it alone; null when it does not say.</summary>
    public TimeSpan? Rest { get; }

    /// <summary>It was used too often (429).</summary>
    /// <param name="retryAfter">How long the service asks to wait; null = ten seconds, doubled up to a minute when it happens again.</param>
    public static KeyVerdict RateLimited(TimeSpan? retryAfter) => new(KeyState.Cooling, retryAfter);

    /// <summary>Its account is out of credit or quota (402, <c>insufficient_quota</c>).</summary>
    /// <param name="retryAfter">When the service gives new quota, counted from now; null = an hour.</param>
    public static KeyVerdict OutOfQuota(TimeSpan? retryAfter) => new(KeyState.OutOfQuota, retryAfter);
}
