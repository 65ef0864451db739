namespace Missy.Resilience;

/// <summary>One call in a limiter's queue. Whoever takes it out of the queue completes it.</summary>
internal sealed class LimiterWaiter : TaskCompletionSource<LimiterLease>
{
    public LimiterWaiter(long tokens, long since, TimeSpan maxWait)
        : base(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        Tokens = tokens;
        Since = since;
        MaxWait = maxWait;
        Node = new LinkedListNode<LimiterWaiter>(this);
    }

    /// <summary>The tokens that it wants.</summary>
    public long Tokens { get; }

    /// <summary>The clock's timestamp at which it began to wait.</summary>
    public long Since { get; }

    /// <summary>The longest that it waits.</summary>
    public TimeSpan MaxWait { get; }

    /// <summary>Its place; in no list once it is completed.</summary>
    public LinkedListNode<LimiterWaiter> Node { get; }
}
