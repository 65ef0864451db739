namespace Missy.Resilience;

/// <summary>
/// The one place where an attempt is repeated. It serves whole answers, and streams up to their first output: an attempt opens
/// the stream and reads as far as that.
/// </summary>
internal static class RetryLoop
{
    /// <summary>Makes attempts until one succeeds or another makes no sense.</summary>
    /// <param name="attempt">
    /// One attempt: its number from 0, how long was waited before it, and what ends it. A failure that it throws as
    /// <see cref="MissyException"/> may be followed by another attempt; anything else, a cancellation above all, ends the series.
    /// </param>
    /// <param name="plan">What the series goes by.</param>
    /// <param name="cancellationToken">Ends an attempt or a wait at once.</param>
    /// <exception cref="MissyException">The last attempt's failure.</exception>
    public static async Task<T> RunAsync<T>(
        Func<int, TimeSpan, CancellationToken, Task<T>> attempt, RetryPlan plan, CancellationToken cancellationToken)
    {
        RetrySeries series;
        RetryDecision decision;
        try
        {
            var result = await attempt(0, TimeSpan.Zero, cancellationToken);
            plan.Quota.Succeeded(lastCost: 0);
            return result;
        }
        catch (MissyException failure)
        {
            series = new RetrySeries(plan);
            decision = series.Decide(failure);
            if (decision.Verdict != RetryVerdict.Retry)
            {
                throw;
            }
        }

        // Polly is loaded and set up here, by the few calls that need it, and by no other.
        return await RetryPipeline.GoOnAsync(attempt, plan, series, decision, cancellationToken);
    }
}
