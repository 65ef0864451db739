namespace Missy.Resilience;

/// <summary>What was decided after a failed attempt.</summary>
/// <param name="Attempt">The attempt's number in its series, from 0.</param>
/// <param name="Failure">How it failed.</param>
/// <param name="Outcome">What follows from that failure by itself.</param>
/// <param name="Verdict">Whether it is repeated, and why not.</param>
/// <param name="Wait">The wait before the next attempt; zero when there is none.</param>
internal sealed record RetryDecision(int Attempt, MissyException Failure, Outcome Outcome, RetryVerdict Verdict, TimeSpan Wait);
