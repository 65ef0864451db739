namespace Missy.Resilience;

/// <summary>
/// The stock that the retries of all calls to one provider draw on, so that many calls at once do not multiply a storm: once it
/// is used up, calls fail at their first failure until others succeed. The rules are those of the AWS SDKs' standard mode ("Retry
/// behavior", retry quota). Safe for any number of threads.
/// </summary>
/// <param name="capacity">The setting in effect, asked at each use; 0 = no such bound.</param>
internal sealed class RetryQuota(Func<int> capacity)
{
    /// <summary>What a retry costs after a failure on the service's side.</summary>
    public const int TransientCost = 14;

    /// <summary>What a retry costs after the service asked to slow down.</summary>
    public const int ThrottlingCost = 5;

    // What a call that needed no retry gives back of what others took.
    private const int Income = 1;

    private int _taken;

    /// <summary>How much is taken.</summary>
    public int Taken => Volatile.Read(ref _taken);

    /// <summary>Takes the cost of one retry, or nothing.</summary>
    /// <returns>Whether there was enough.</returns>
    public bool TryTake(int cost)
    {
        var most = capacity();
        if (most == 0)
        {
            return true;
        }

        for (var taken = Taken; taken <= most - cost;)
        {
            var seen = Interlocked.CompareExchange(ref _taken, taken + cost, taken);
            if (seen == taken)
            {
                return true;
            }

            taken = seen;
        }

        return false;
    }

    /// <summary>A call has succeeded: the cost of its last retry comes back.</summary>
    /// <param name="lastCost">What that retry took; 0 = the call needed none.</param>
    public void Succeeded(int lastCost)
    {
        var gain = lastCost == 0 ? Income : lastCost;
        for (var taken = Taken; taken > 0;)
        {
            var seen = Interlocked.CompareExchange(ref _taken, Math.Max(0, taken - gain), taken);
            if (seen == taken)
            {
                return;
            }

            taken = seen;
        }
    }
}
