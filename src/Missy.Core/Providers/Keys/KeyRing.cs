using Missy.Configuration;
using Missy.Network;

namespace Missy.Providers.Keys;

/// <summary>
/// The keys of one provider, and which of them a call takes. <c>failover</c> takes the first that can be used, in order from
/// the preferred one, and so stays with it; <c>round_robin</c> takes the next for each call. No key is kept here, and what is
/// known of them is the process's, so that a new configuration changes nothing about it. Safe for any number of threads.
/// </summary>
internal sealed class KeyRing
{
    private readonly KeySlot[] _slots;
    private readonly KeyHolder _holder;
    private readonly KeyRotationStrategy _rotation;
    private readonly KeyStates _states;
    private readonly KeySearch _search;
    private readonly KeyPosition _position;

    /// <summary>Makes the ring; nothing is looked up by that.</summary>
    /// <param name="slots">The slots in order of preference, each with a name of its own.</param>
    /// <param name="holder">Whose they are.</param>
    /// <param name="rotation">When the next key is taken.</param>
    /// <param name="states">What is known of keys.</param>
    public KeyRing(IReadOnlyList<KeySlot> slots, KeyHolder holder, KeyRotationStrategy rotation, KeyStates states)
    {
        _slots = [.. slots];
        _holder = holder;
        _rotation = rotation;
        _states = states;
        _search = new KeySearch(_slots, holder.Host, states);
        _position = states.Position(holder.Provider, holder.Host, rotation);
        Names = [.. _slots.Select(static slot => slot.Name)];
        CanRenew = Array.Exists(_slots, static slot => slot.Source.CanRenew);
    }

    /// <summary>The names of the slots; never the keys.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether a key that a service refused may be another when it is asked for again.</summary>
    public bool CanRenew { get; }

    /// <summary>Whether the provider cannot be asked without a key.</summary>
    public bool NeedsKey => _holder.NeedsKey;

    /// <summary>Whether there is a key, good or bad, as far as is known without running or asking anything.</summary>
    public bool HasKey => Array.Exists(_slots, static slot => slot.Source.Peek().IsHopeful);

    /// <summary>The slot that a call would use, as far as is known without running or asking anything; null when there is no key.</summary>
    public string? Next => NextOf(_search.Look(_position.Next));

    /// <summary>
    /// Why no call has a key, as far as is known without running or asking anything; null when one has, or will have after
    /// a while, or none is needed.
    /// </summary>
    public KeyLack? Lack()
    {
        if (Array.Exists(_slots, slot => _search.IsHopeful(_search.Look(slot))))
        {
            return null;
        }

        var found = _search.Look(_position.Next);
        return IsKeyNeeded(found) ? LackOf(found, null) : null;
    }

    /// <summary>The key for an attempt of a call. What has to be run or asked for it, is.</summary>
    /// <param name="model">The model to be called.</param>
    /// <param name="tried">
    /// The slots that are not to be taken, since the call has tried them. They still count when it comes to say when the first
    /// key can be used again, which for one that does not rest is now.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<KeyChoice> ChooseAsync(string model, IReadOnlyCollection<string> tried, CancellationToken cancellationToken)
    {
        while (true)
        {
            var start = _position.Next;
            var (ready, others) = await _search.RunAsync(start, model, tried, cancellationToken);
            if (ready is not { } taken)
            {
                return IsKeyNeeded(others) ? None(others, model) : default;
            }

            // Of two calls that come to the same key at the same time, one takes it and the other looks again.
            if (_rotation == KeyRotationStrategy.Failover || _position.TryMove(start, NameAfter(taken.Slot)))
            {
                return new KeyChoice { Credential = taken.Slot.CredentialOf(taken.Secret) };
            }
        }
    }

    /// <summary>A key for a question that costs nothing: one that can be used, else one that is there.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null when none is there and none is needed.</returns>
    /// <exception cref="MissyException">None is there.</exception>
    public async ValueTask<Credential?> FindAsync(CancellationToken cancellationToken)
    {
        var (ready, others) = await _search.RunAsync(_position.Next, null, [], cancellationToken);
        if (ready is { } usable)
        {
            return usable.Slot.CredentialOf(usable.Secret);
        }

        var present = others.FindIndex(static finding => finding.State != KeyState.Missing);
        return present >= 0 ? others[present].Slot.CredentialOf(others[present].Secret)
            : NeedsKey ? throw LackOf(others, null).ToException(_holder.Provider)
            : null;
    }

    /// <summary>Notes what the outcome of a request says of the key that it carried, whichever key is used by now.</summary>
    /// <param name="credential">The key that the call was given.</param>
    /// <param name="model">The model that was called; null = none in particular.</param>
    /// <param name="verdict">What the outcome says.</param>
    public void Report(Credential credential, string? model, KeyVerdict verdict) =>
        _states.Note(_holder.Host, InUse(credential), model, verdict);

    /// <summary>Takes back that the service refused a key, since it has answered well to a question that carried it.</summary>
    public void Absolve(Credential credential) => _states.Absolve(_holder.Host, InUse(credential));

    /// <summary>The key of the same slot after a service refused it.</summary>
    /// <returns>Null when there is no other.</returns>
    public async ValueTask<Credential?> RenewAsync(Credential refused, CancellationToken cancellationToken)
    {
        var key = refused.Secret.Reveal();
        if (Array.Find(_slots, slot => slot.Name == refused.Slot && slot.Source.CanRenew) is not { } slot)
        {
            return null;
        }

        var secret = await slot.Source.RenewAsync(key, cancellationToken);
        if (secret.Value is null || secret.Value == key)
        {
            return null;
        }

        _states.Note(_holder.Host, key, null, KeyVerdict.Rejected);
        return refused.Renewed = slot.CredentialOf(secret);
    }

    /// <summary>Makes the next key that can be used the preferred one.</summary>
    public KeySwitch Switch()
    {
        while (true)
        {
            var start = _position.Next;
            var found = _search.Look(start);
            var before = NextOf(found);
            var others = Following(found, before);
            if (others.FindIndex(static finding => finding.State == KeyState.Ready) is var next && next < 0)
            {
                return new KeySwitch(_holder.Provider, before, before, WhyNoOther(before, others));
            }

            if (_position.TryMove(start, others[next].Slot.Name))
            {
                return new KeySwitch(_holder.Provider, before, others[next].Slot.Name);
            }
        }
    }

    /// <summary>The slots as a user sees them, in the order of the configuration.</summary>
    public IReadOnlyList<KeyInfo> Describe()
    {
        var preferred = Math.Max(0, Array.FindIndex(_slots, slot => slot.Name == _position.Next));

        // An array, since PowerShell takes other read-only lists for one object.
        return Array.ConvertAll(_slots, slot =>
        {
            var finding = _search.Describe(slot);
            return new KeyInfo
            {
                Name = slot.Name,
                State = finding.State,
                Until = finding.Standing.Until,
                RestsFor = finding.Standing.Models,
                Models = slot.Models,
                Preferred = slot == _slots[preferred],
                Problem = finding.Secret.Problem,
            };
        });
    }

    private static string InUse(Credential credential) => (credential.Renewed ?? credential).Secret.Reveal();

    private static string? NextOf(List<KeyFinding> found)
    {
        foreach (var state in (ReadOnlySpan<KeyState>)[KeyState.Ready, KeyState.Cooling, KeyState.OutOfQuota, KeyState.Bad])
        {
            if (found.FindIndex(finding => finding.State == state) is var at && at >= 0)
            {
                return found[at].Slot.Name;
            }
        }

        return null;
    }

    private static List<KeyFinding> Following(List<KeyFinding> found, string? slot)
    {
        var at = found.FindIndex(finding => finding.Slot.Name == slot);
        return [.. found.Skip(at + 1), .. found.Take(Math.Max(0, at))];
    }

    private static string WhyNoOther(string? before, List<KeyFinding> others)
    {
        var problems = string.Join("; ", others.Select(static finding => finding.Problem));
        return (before, others.Count) switch
        {
            (null, 0) => "it has no keys",
            (null, _) => problems,
            (_, 0) => "it has no other key",
            _ => $"no other key can be used now: {problems}",
        };
    }

    private string NameAfter(KeySlot slot) => _slots[(Array.IndexOf(_slots, slot) + 1) % _slots.Length].Name;

    private bool IsKeyNeeded(List<KeyFinding> found) => NeedsKey || found.Exists(static finding => finding.State != KeyState.Missing);

    private KeyLack LackOf(List<KeyFinding> found, string? model) => KeyLack.Of(_holder, _slots, found, model, _states.Now);

    private KeyChoice None(List<KeyFinding> found, string model)
    {
        var failure = LackOf(found, model).ToException(_holder.Provider, model);
        var resting = found.Where(static finding => finding.State is KeyState.Ready or KeyState.Cooling).ToList();
        if (resting.Count == 0)
        {
            return new KeyChoice { Failure = failure };
        }

        var first = resting.MinBy(static finding => finding.Standing.Until ?? DateTimeOffset.MinValue);
        return new KeyChoice { Failure = failure, CoolingUntil = first.Standing.Until ?? _states.Now, CoolingSlot = first.Slot.Name };
    }
}
