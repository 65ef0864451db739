using Missy.Chat;
using Missy.Network;
using Missy.Providers.Keys;
using Missy.Resilience;
using Missy.Usage;

namespace Missy.Calls;

/// <summary>A request that a target has taken: its answer, or the stream that it begins with. Whoever has it ends it once, and disposes it in any case.</summary>
/// <param name="Result">The answer, or its beginning.</param>
/// <param name="Target">Who gave it.</param>
/// <param name="Key">The key that was sent; null for none.</param>
/// <param name="Attempt">The request in the log.</param>
/// <param name="Admission">The leave to ask.</param>
internal sealed record Served<T>(T Result, CallTarget Target, Credential? Key, PendingAttempt Attempt, Admission Admission) : IDisposable
{
    /// <summary>The answer came to its end.</summary>
    /// <returns>What it cost; null when nobody can tell.</returns>
    public decimal? Succeeded(CompletionResponse answer)
    {
        var cost = Pricing.Cost(answer.Usage, Target.Price);
        Attempt.Succeeded();
        KeyReports.Report(Target, Key, KeyVerdict.Good);
        Admission.Succeeded(answer, cost);
        return cost;
    }

    /// <summary>The answer broke off after something of it was shown.</summary>
    public void Failed(Exception exception)
    {
        Attempt.Failed(exception);
        KeyReports.Report(Target, Key, exception, Outcomes.AfterOutput(exception));
        Admission.Failed(exception, sent: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Attempt.Abandoned();
        Admission.Dispose();
    }
}
