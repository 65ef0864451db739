namespace Missy.Resilience;

/// <summary>Decides, failure by failure, whether one series of attempts goes on. Used by one call at a time.</summary>
internal sealed class RetrySeries(RetryPlan plan)
{
    private int _failed;
    private bool _timedOut;

    /// <summary>What the last retry took from the quota; 0 before the first.</summary>
    public int LastCost { get; private set; }

    /// <summary>Decides on the next failure, and takes from the quota what its retry costs.</summary>
    public RetryDecision Decide(MissyException failure)
    {
        var outcome = Outcomes.Of(failure);
        var (verdict, wait) = Judge(failure, outcome);
        var decision = new RetryDecision(_failed++, failure, outcome, verdict, wait);
        _timedOut |= outcome.RetryOnce;
        plan.Decided?.Invoke(decision);
        return decision;
    }

    private (RetryVerdict Verdict, TimeSpan Wait) Judge(MissyException failure, Outcome outcome)
    {
        if (!outcome.RetrySame)
        {
            return (RetryVerdict.Pointless, default);
        }

        if (_failed >= plan.MaxRetries)
        {
            return (RetryVerdict.NoRetriesLeft, default);
        }

        if (outcome.RetryOnce && _timedOut)
        {
            return (RetryVerdict.TimedOutBefore, default);
        }

        if (plan.Backoff.Before(_failed, plan.RetryAfter(failure), plan.MaxWait, plan.TimeLeft()) is not { } wait)
        {
            return (RetryVerdict.WaitTooLong, default);
        }

        if (!plan.Quota.TryTake(outcome.RetryCost))
        {
            return (RetryVerdict.QuotaUsedUp, default);
        }

        LastCost = outcome.RetryCost;
        return (RetryVerdict.Retry, wait);
    }
}
