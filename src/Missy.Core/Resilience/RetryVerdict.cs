namespace Missy.Resilience;

/// <summary>Why an attempt is repeated, or why not.</summary>
internal enum RetryVerdict
{
    /// <summary>It is repeated.</summary>
    Retry,

    /// <summary>The same again would fail again.</summary>
    Pointless,

    /// <summary>There were as many attempts as are allowed.</summary>
    NoRetriesLeft,

    /// <summary>An earlier attempt had run out of time too.</summary>
    TimedOutBefore,

    /// <summary>The wait is longer than allowed, or than the call's time.</summary>
    WaitTooLong,

    /// <summary>Too many calls to this provider are being repeated already.</summary>
    QuotaUsedUp,
}
