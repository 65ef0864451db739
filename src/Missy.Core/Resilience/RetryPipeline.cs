using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Polly;
using Polly.Retry;

namespace Missy.Resilience;

/// <summary>The part of a series of attempts that comes after its first failure; it is Polly that waits and repeats.</summary>
internal static class RetryPipeline
{
    /// <summary>Goes on after the first attempt's failure, for which a retry was decided.</summary>
    // Put into its caller by the compiler, it would load Polly for all calls.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static async Task<T> GoOnAsync<T>(
        Func<int, TimeSpan, CancellationToken, Task<T>> attempt,
        RetryPlan plan,
        RetrySeries series,
        RetryDecision decision,
        CancellationToken cancellationToken)
    {
        var number = 0;
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = plan.Time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = plan.MaxRetries,
                ShouldHandle = failed => ValueTask.FromResult(failed.AttemptNumber == 0 || GoesOn(failed.Outcome.Exception)),
                DelayGenerator = _ => ValueTask.FromResult<TimeSpan?>(decision.Wait),
            })
            .Build();
        var result = await pipeline.ExecuteAsync(
            async token =>
            {
                // The pipeline's first execution is the attempt that was made without it.
                if (number++ == 0)
                {
                    ExceptionDispatchInfo.Throw(decision.Failure);
                }

                return await attempt(number - 1, decision.Wait, token);
            },
            cancellationToken);
        plan.Quota.Succeeded(series.LastCost);
        return result;

        bool GoesOn(Exception? exception)
        {
            if (exception is not MissyException failure)
            {
                return false;
            }

            decision = series.Decide(failure);
            return decision.Verdict == RetryVerdict.Retry;
        }
    }
}
