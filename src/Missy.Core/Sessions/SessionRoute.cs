namespace Missy.Sessions;

/// <summary>What a session says about who answers.</summary>
/// <param name="Provider">The registry name of the provider; null = whoever is the default at the time of a call.</param>
/// <param name="Model">The model that is pinned; null = the provider's, by tier.</param>
/// <param name="LeadWorker">Whether lead and worker take turns; then there is neither provider nor model.</param>
internal sealed record SessionRoute(string? Provider, string? Model, bool LeadWorker)
{
    /// <summary>The session follows the default.</summary>
    public static SessionRoute Default { get; } = new(null, null, false);

    /// <summary>The session's turns are taken by lead and worker.</summary>
    public static SessionRoute LeadAndWorker { get; } = new(null, null, true);
}
