namespace Missy;

/// <summary>What became of the wish to know a provider's models.</summary>
public enum ModelRefreshOutcome
{
    /// <summary>The service was asked and gave its list.</summary>
    Refreshed,

    /// <summary>The list that was known is fresh; nobody was asked.</summary>
    Fresh,

    /// <summary>The service did not give its list; the one that was known stands.</summary>
    Failed,
}
