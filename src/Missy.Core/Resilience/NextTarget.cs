namespace Missy.Resilience;

/// <summary>Whether a failure lets the next entry of a fallback chain be asked.</summary>
internal enum NextTarget
{
    /// <summary>No: it would fail everywhere, or nobody but the caller may decide.</summary>
    None,

    /// <summary>Only one whose model takes a longer prompt.</summary>
    LargerContext,

    /// <summary>Any.</summary>
    Any,
}
