namespace Missy.Providers.Keys;

/// <summary>Why a provider has no key for a call.</summary>
/// <param name="Kind">The kind of error that the call ends with.</param>
/// <param name="Problem">Why, as half a sentence.</param>
/// <param name="Remedy">What the reader can do about it; null when the problem says it.</param>
internal sealed record KeyLack(ErrorKind Kind, string Problem, string? Remedy)
{
    /// <summary>How long until there is one; null when no time is known.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>What a search amounts to that found no key to use.</summary>
    /// <param name="holder">Whose keys they are.</param>
    /// <param name="slots">All slots.</param>
    /// <param name="found">Those that may be used for the model, in the order of the search.</param>
    /// <param name="model">The model; null = any.</param>
    /// <param name="now">The time.</param>
    public static KeyLack Of(KeyHolder holder, IReadOnlyList<KeySlot> slots, IReadOnlyList<KeyFinding> found, string? model, DateTimeOffset now)
    {
        var present = found.Where(finding => finding.State != KeyState.Missing).ToList();
        if (present.Count == 0)
        {
            return found.Count == 0 && slots.Count > 0 ? Restricted(holder, model) : Missing(holder, found);
        }

        var problem = string.Join("; ", present.Select(static finding => finding.Problem ?? $"its key '{finding.Slot.Name}' has been tried"));
        var resting = present.Where(static finding => finding.State is KeyState.Ready or KeyState.Cooling).ToList();
        if (resting.Count > 0)
        {
            return new KeyLack(
                ErrorKind.RateLimited, problem, $"Wait, add a key to 'api_keys' of providers.{holder.Provider}, or choose another provider.")
            {
                RetryAfter = Wait(resting, now),
            };
        }

        var spent = present.Where(static finding => finding.State == KeyState.OutOfQuota).ToList();
        return spent.Count > 0
            ? new KeyLack(
                ErrorKind.QuotaExceeded, problem, $"Wait, give providers.{holder.Provider} a key of an account with credit, or choose another provider.")
            {
                RetryAfter = Wait(spent, now),
            }
            : new KeyLack(
                ErrorKind.Authentication,
                problem,
                $"Set another key for '{present[0].Slot.Name}'. If the service accepts this one by now, Test-MissyProvider {holder.Provider} finds out.");
    }

    /// <summary>The error of a call that cannot be made for want of a key.</summary>
    /// <param name="provider">The registry name.</param>
    /// <param name="model">The model asked for; null when none was.</param>
    public MissyException ToException(string provider, string? model = null) =>
        new(Kind, $"Provider '{provider}' cannot be used: {Problem.TrimEnd('.')}.") { Provider = provider, Model = model, RetryAfter = RetryAfter, Remedy = Remedy };

    private static TimeSpan Wait(List<KeyFinding> found, DateTimeOffset now) => found.Min(finding => finding.Standing.Until ?? now) - now;

    private static KeyLack Restricted(KeyHolder holder, string? model) => new(
        ErrorKind.Configuration,
        $"none of its keys may be used for the model '{model}'",
        $"Add the model to 'models' of a key of providers.{holder.Provider}, or choose another model.");

    private static KeyLack Missing(KeyHolder holder, IReadOnlyList<KeyFinding> found)
    {
        // The first that is missing is the one that the user most likely meant; an account's token says more than its variable.
        var told = found.Where(static finding => finding.Slot.Name == KeySlots.AccountSlot).Concat(found).FirstOrDefault();
        return told.Secret.Problem is { } problem
            ? new KeyLack(told.Secret.Kind, problem, told.Secret.Remedy)
            : new KeyLack(ErrorKind.Authentication, holder.NoKey, $"Set 'api_key' of providers.{holder.Provider}, or choose another provider.");
    }
}
