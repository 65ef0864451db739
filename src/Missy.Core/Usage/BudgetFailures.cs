namespace Missy.Usage;

/// <summary>What a budget says when it refuses a call. Nothing was sent.</summary>
internal static class BudgetFailures
{
    /// <summary>The call could cost more than is left.</summary>
    /// <param name="call">The call.</param>
    /// <param name="key">The budget's key in the configuration.</param>
    /// <param name="period">What it is for: <c>a day</c>.</param>
    /// <param name="limit">The most that it allows.</param>
    /// <param name="spent">What was spent of it.</param>
    /// <param name="reserved">What running calls may cost.</param>
    /// <param name="wanted">What this call may cost.</param>
    /// <param name="wait">What else helps, such as waiting.</param>
    public static MissyException Exceeded(
        BudgetCall call, string key, string period, decimal limit, decimal spent, decimal reserved, decimal wanted, string wait) => new(
        ErrorKind.BudgetExceeded,
        FormattableString.Invariant(
            $"The budget of {limit:0.######} USD {period} does not allow this call: {spent:0.######} USD are spent, running calls may cost {reserved:0.######} USD, and {call.Model} at {call.Provider} may cost {wanted:0.######} USD."))
    {
        Provider = call.Provider,
        Model = call.Model,
        Remedy = $"Limit the answer (-MaxTokens, --max-tokens), ask a cheaper model, {wait}, or raise {key}.",
    };

    /// <summary>Nobody knows what the call costs, and the configuration does not allow that.</summary>
    public static MissyException PriceUnknown(BudgetCall call) => new(
        ErrorKind.BudgetExceeded,
        $"The price of {call.Model} at {call.Provider} is not known, and budget.unknown_price does not allow such a call.")
    {
        Provider = call.Provider,
        Model = call.Model,
        Remedy = "Write its price into the file that usage.prices names, or set budget.unknown_price to warn or ignore.",
    };

    /// <summary>What was spent before cannot be known, or what is spent cannot be kept; a budget that nobody can check is none.</summary>
    /// <param name="period"><c>day</c> or <c>session</c>.</param>
    /// <param name="reason">Why not.</param>
    /// <param name="cause">The cause; null when there is none.</param>
    public static MissyException NotKept(string period, string reason, Exception? cause) => new(
        ErrorKind.Configuration,
        $"The budget of a {period} cannot be kept, so no call is made: {reason.TrimEnd('.')}.",
        cause)
    {
        Remedy = $"Mend that, or set budget.per_{period}_usd to 0 to do without.",
    };
}
