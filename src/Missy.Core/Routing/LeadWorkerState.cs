using Missy.Configuration;

namespace Missy.Routing;

/// <summary>
/// Who of lead and worker takes the next turn of a conversation. A turn is a user's message with its final answer, steps with
/// tools included.
/// <code>
///             a turn by the lead   a good turn by the worker   a failure of the worker
/// first       counts               -                           -
/// worker      -                    no failures                 one more; at the threshold: back
/// back        counts; after        -                           -
///             the last: worker
/// </code>
/// Failures of the lead count nothing. The rules are given each time, as a configuration may change between two turns.
/// </summary>
internal sealed record LeadWorkerState
{
    /// <summary>The purpose of those who take the first turns.</summary>
    public const string Lead = "lead";

    /// <summary>The purpose of those who take over.</summary>
    public const string Worker = "worker";

    private LeadWorkerState()
    {
    }

    /// <summary>Before the first turn.</summary>
    public static LeadWorkerState Start { get; } = new();

    /// <summary>The worker's failures in a row; while the lead is back, those that brought it back.</summary>
    public int WorkerFailures { get; private init; }

    private int Turns { get; init; }

    // How many turns the lead has taken since it came back; null when it is not back.
    private int? Back { get; init; }

    // The failures before the last turn, where that was the worker's and good; null when there is no such turn to mark.
    private int? BeforeGoodTurn { get; init; }

    /// <summary>The state in numbers, for a file.</summary>
    public IReadOnlyList<int?> ToNumbers() => [Turns, WorkerFailures, Back, BeforeGoodTurn];

    /// <summary>The state that <see cref="ToNumbers"/> gave.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <returns>The start where they are not as they should be.</returns>
    public static LeadWorkerState Of(IReadOnlyList<int?> numbers) =>
        numbers is [>= 0 and var turns, >= 0 and var failures, null or >= 0, null or >= 0]
            ? new LeadWorkerState { Turns = turns, WorkerFailures = failures, Back = numbers[2], BeforeGoodTurn = numbers[3] }
            : Start;

    /// <summary>Who takes the next turn: <c>lead</c> or <c>worker</c>.</summary>
    public string Next(LeadWorkerConfig rules) => LeadTurnsLeft(rules) > 0 ? Lead : Worker;

    /// <summary>How many turns the lead takes from now on until the worker takes over; 0 when that has.</summary>
    public int LeadTurnsLeft(LeadWorkerConfig rules) =>
        IsFirst(rules) ? rules.LeadTurns - Turns : Math.Max(0, (rules.FallbackTurns - Back) ?? 0);

    /// <summary>Why <see cref="Next"/> takes the next turn, in a line.</summary>
    public string Because(LeadWorkerConfig rules) => (Next(rules), rules.LeadTurns) switch
    {
        (Lead, _) when IsFirst(rules) => $"turn {Turns + 1} of the lead's first {rules.LeadTurns}",
        (Lead, _) => $"the worker failed {Times(WorkerFailures)}: turn {Back + 1} of {rules.FallbackTurns} for the lead",
        (_, 0) => "the worker, as the lead takes no first turns",
        (_, 1) => "the worker, after the lead's first turn",
        (_, var first) => $"the worker, after the lead's first {first} turns",
    };

    /// <summary>The turn is over with its final answer.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="lastToolFailed">Whether the turn's last tool result was an error.</param>
    public LeadWorkerState Succeeded(LeadWorkerConfig rules, bool lastToolFailed)
    {
        var over = this with { Turns = Turns + 1, BeforeGoodTurn = null };
        if (Next(rules) == Lead)
        {
            return IsFirst(rules) ? over : (over with { Back = Back + 1 }).Settled(rules);
        }

        over = over.Settled(rules);
        return lastToolFailed ? over.CountFailure(rules) : over with { WorkerFailures = 0, BeforeGoodTurn = over.WorkerFailures };
    }

    /// <summary>The turn ended in an error that counts. It is not used up: the user asks again.</summary>
    public LeadWorkerState Failed(LeadWorkerConfig rules) =>
        Next(rules) == Lead ? this : (Settled(rules) with { BeforeGoodTurn = null }).CountFailure(rules);

    /// <summary>
    /// The last turn, taken as good, was not. Where the worker took it that is a failure after those before it; once only.
    /// </summary>
    public LeadWorkerState MarkedFailed(LeadWorkerConfig rules) =>
        BeforeGoodTurn is { } before ? (this with { WorkerFailures = before, BeforeGoodTurn = null }).CountFailure(rules) : this;

    private static string Times(int count) => count == 1 ? "once" : $"{count} times in a row";

    private bool IsFirst(LeadWorkerConfig rules) => Turns < rules.LeadTurns;

    private LeadWorkerState CountFailure(LeadWorkerConfig rules)
    {
        var counted = this with { WorkerFailures = WorkerFailures + 1 };
        return counted.WorkerFailures < rules.FailureThreshold ? counted : (counted with { Back = 0 }).Settled(rules);
    }

    // Back for as long as it may: then the worker starts anew.
    private LeadWorkerState Settled(LeadWorkerConfig rules) =>
        Back >= rules.FallbackTurns ? this with { Back = null, WorkerFailures = 0 } : this;
}
