using Missy.Network;

namespace Missy.Calls;

/// <summary>The attempts of one call, in the order in which they began. Used by one thread at a time.</summary>
internal sealed class AttemptLog(TimeProvider time)
{
    private readonly List<Attempt> _attempts = [];

    /// <summary>What has ended so far.</summary>
    public IReadOnlyList<Attempt> Attempts => _attempts.ToArray();

    /// <summary>A request goes out.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="key">The key that it carries; null for none.</param>
    /// <param name="waited">How long was waited before it.</param>
    public PendingAttempt Begin(CallTarget target, Credential? key, TimeSpan waited) => new(this, target, key, waited, time);

    /// <summary>A target was not asked at all.</summary>
    /// <param name="target">The target.</param>
    /// <param name="outcome"><c>Skipped</c>, or the name of the <see cref="ErrorKind"/>.</param>
    /// <param name="waited">How long was waited for it.</param>
    public void Refused(CallTarget target, string outcome, TimeSpan waited) =>
        _attempts.Add(new Attempt(target.Provider.Name, target.Model, null, outcome, null, waited, TimeSpan.Zero));

    internal void Add(Attempt attempt) => _attempts.Add(attempt);
}
