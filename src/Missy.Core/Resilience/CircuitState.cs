namespace Missy;

/// <summary>Whether a provider is asked.</summary>
public enum CircuitState
{
    /// <summary>It is asked.</summary>
    Closed,

    /// <summary>It has failed too often in a row and is left alone for a while: calls are rejected without contact.</summary>
    Open,

    /// <summary>It was left alone long enough: the next call, and no other beside it, tries whether it answers again.</summary>
    HalfOpen,
}
