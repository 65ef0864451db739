namespace Missy.Providers.Secrets;

/// <summary>
/// A secret that somebody has to be asked for, which may take time or a person's consent: asked at the first call that needs
/// it, then kept until a service refuses it. A failure counts for a few seconds; after that the next call asks again.
/// </summary>
internal abstract class FetchedSecret(TimeProvider time) : ISecretSource
{
    /// <summary>As long as a failure is remembered.</summary>
    public static readonly TimeSpan FailureLifetime = TimeSpan.FromSeconds(5);

    private Fetched? _last;

    /// <inheritdoc/>
    public bool CanRenew => true;

    /// <inheritdoc/>
    public virtual SecretState Peek() =>
        Volatile.Read(ref _last) is { } last && (last.State.Value is not null || time.GetElapsedTime(last.At) < FailureLifetime)
            ? last.State
            : SecretState.Untried;

    /// <inheritdoc/>
    public async ValueTask<SecretState> ReadAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _last) is { State.Value: not null } known)
        {
            return known.State;
        }

        var state = await FetchAsync(cancellationToken);
        Volatile.Write(ref _last, new Fetched(state, time.GetTimestamp()));
        return state;
    }

    /// <inheritdoc/>
    public ValueTask<SecretState> RenewAsync(string refused, CancellationToken cancellationToken)
    {
        // Only the refused value is forgotten: another caller may have fetched a new one meanwhile.
        if (Volatile.Read(ref _last) is { } last && last.State.Value == refused)
        {
            Interlocked.CompareExchange(ref _last, null, last);
        }

        return ReadAsync(cancellationToken);
    }

    /// <summary>Asks.</summary>
    protected abstract Task<SecretState> FetchAsync(CancellationToken cancellationToken);

    private sealed record Fetched(SecretState State, long At);
}
