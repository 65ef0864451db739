using Missy.Providers.Secrets;

namespace Missy.Providers.Keys;

/// <summary>Goes through the slots of a provider, from a given one on and around, and judges the key of each.</summary>
/// <param name="slots">The slots in the order of the configuration.</param>
/// <param name="host">Where the keys go.</param>
/// <param name="states">What is known of keys.</param>
internal sealed class KeySearch(KeySlot[] slots, string host, KeyStates states)
{
    /// <summary>What is known of all keys without running or asking anything.</summary>
    /// <param name="start">The slot to begin with; null, or one that is no more = the first.</param>
    public List<KeyFinding> Look(string? start) => [.. From(start).Select(Look)];

    /// <summary>What is known of one key without running or asking anything.</summary>
    public KeyFinding Look(KeySlot slot) => Judge(slot, slot.Source.Peek(), null);

    /// <summary>The same for people: a key that rests for some models counts as resting.</summary>
    public KeyFinding Describe(KeySlot slot)
    {
        var finding = Look(slot);
        return finding is { State: KeyState.Ready, Secret.Value: { } key } ? finding with { Standing = states.Summary(host, key) } : finding;
    }

    /// <summary>Whether a call may count on a key: it can be used, or after a while, or may be another by now.</summary>
    public bool IsHopeful(KeyFinding finding) => finding.State is KeyState.Ready or KeyState.Cooling || IsWorthRenewing(finding);

    /// <summary>Looks for a key that can be used. What has to be run or asked for it, is.</summary>
    /// <param name="start">The slot to begin with.</param>
    /// <param name="model">The model to be called; null = any.</param>
    /// <param name="tried">The slots whose keys are not to be taken.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The first, or null; and before it, those that may be used for the model but were not to be taken.</returns>
    public async ValueTask<(KeyFinding? Ready, List<KeyFinding> Others)> RunAsync(
        string? start, string? model, IReadOnlyCollection<string> tried, CancellationToken cancellationToken)
    {
        var others = new List<KeyFinding>();
        foreach (var slot in LateFailuresLast(start))
        {
            if (!slot.Serves(model))
            {
                continue;
            }

            var finding = Judge(slot, await slot.Source.ReadAsync(cancellationToken), model);
            if (tried.Contains(slot.Name))
            {
                others.Add(finding);
                continue;
            }

            if (IsWorthRenewing(finding))
            {
                finding = await RenewAsync(finding, model, cancellationToken);
            }

            if (finding.State == KeyState.Ready)
            {
                return (finding, others);
            }

            others.Add(finding);
        }

        return (null, others);
    }

    // What a command printed or a vault gave is kept, so only asking again shows that the user has replaced it.
    private bool IsWorthRenewing(KeyFinding finding) =>
        finding.Slot.Source.CanRenew && finding.Standing.BadSince is { } since && states.Now - since >= FetchedSecret.FailureLifetime;

    private async ValueTask<KeyFinding> RenewAsync(KeyFinding bad, string? model, CancellationToken cancellationToken)
    {
        var secret = await bad.Slot.Source.RenewAsync(bad.Secret.Value!, cancellationToken);
        if (secret.Value == bad.Secret.Value)
        {
            states.Note(host, secret.Value!, model, KeyVerdict.Rejected);
        }

        return Judge(bad.Slot, secret, model);
    }

    private KeyFinding Judge(KeySlot slot, SecretState secret, string? model) => new(
        slot,
        secret,
        secret.Problem is not null ? new KeyStanding(KeyState.Missing)
            : secret.Value is { } key ? states.Standing(host, key, model)
            : default);

    // A command that has just failed would fail each attempt of a call for its ten seconds, though another key is there.
    private IEnumerable<KeySlot> LateFailuresLast(string? start)
    {
        List<KeySlot>? failed = null;
        foreach (var slot in From(start))
        {
            if (slot.FailedLately)
            {
                (failed ??= []).Add(slot);
            }
            else
            {
                yield return slot;
            }
        }

        foreach (var slot in failed ?? [])
        {
            yield return slot;
        }
    }

    private IEnumerable<KeySlot> From(string? start)
    {
        var first = Math.Max(0, Array.FindIndex(slots, slot => slot.Name == start));
        for (var i = 0; i < slots.Length; i++)
        {
            yield return slots[(first + i) % slots.Length];
        }
    }
}
