using Missy.Network;
using Missy.Resilience;
using Missy.Usage;

namespace Missy.Calls;

/// <summary>How one request is sent.</summary>
/// <param name="target">Where to.</param>
/// <param name="key">The key that it carries; null for none.</param>
/// <param name="cancellationToken">Ends it at once.</param>
internal delegate Task<T> Send<T>(CallTarget target, Credential? key, CancellationToken cancellationToken);

/// <summary>A call's stay at one target: leave to ask, then attempts with its keys and retries until one succeeds or no other makes sense.</summary>
/// <param name="services">What the call goes by.</param>
/// <param name="target">The target.</param>
/// <param name="log">Where attempts are noted.</param>
/// <param name="timeLeft">What is left of the call's time.</param>
/// <param name="progress">Hears what the call is at; null = nobody wants to know.</param>
internal sealed class TargetRun(
    CallServices services, CallTarget target, AttemptLog log, Func<TimeSpan> timeLeft, IProgress<CallStage>? progress = null)
{
    private int _attempt = 1;
    private bool _sent;
    private CircuitLease? _circuit;

    // What the service said last: a later lack of keys follows from it, and tells less.
    private MissyException? _said;

    // When the first key that rests can be used again, once no other is left; null while the service's own word is all there is.
    private DateTimeOffset? _keyAgainAt;

    /// <summary>Asks the target's breaker for leave; to be done before <see cref="RunAsync"/>.</summary>
    /// <returns>
    /// Why there is none, as a value: while a breaker is open each call is refused, and an exception costs as much as all else at
    /// each method that it leaves.
    /// </returns>
    public MissyException? Enter()
    {
        var provider = target.Provider;
        if (services.Breakers.Of(provider.Name, provider.BaseUrl).TryEnter(out _circuit, out var rejection))
        {
            return null;
        }

        log.Refused(target, nameof(ErrorKind.CircuitOpen), TimeSpan.Zero);
        return rejection;
    }

    /// <summary>Asks the target.</summary>
    /// <param name="send">How a request is sent; it comes back when nothing of it need be repeated any more.</param>
    /// <param name="budget">What the budgets are asked to allow.</param>
    /// <param name="stream">Whether the answer is asked for as it comes.</param>
    /// <param name="cancellationToken">Ends an attempt or a wait at once.</param>
    /// <exception cref="MissyException">The last attempt's failure, or that there was no leave.</exception>
    public async Task<Served<T>> RunAsync<T>(Send<T> send, BudgetCall budget, bool stream, CancellationToken cancellationToken)
    {
        Admission admission;
        try
        {
            var leave = Admission.AskAsync(services, target, _circuit!, budget, cancellationToken);
            if (!leave.IsCompleted)
            {
                try
                {
                    Report(CallStep.Leave);
                }
                catch (Exception exception)
                {
                    // Leave may be long in coming, and nobody waits for it any more. The breaker's place is free at once.
                    _circuit!.Dispose();
                    _ = GiveBackAsync(leave, exception);
                    throw;
                }
            }

            admission = await leave;
        }
        catch (MissyException refusal)
        {
            log.Refused(target, refusal.Kind.ToString(), TimeSpan.Zero);
            throw;
        }

        admission.Begin(services, target, stream);
        try
        {
            return await RetryLoop.RunAsync(
                async (number, waited, token) =>
                {
                    _attempt = number + 1;
                    return await AttemptAsync(send, admission, number == 0 ? admission.Waited : waited, token);
                },
                NewPlan(),
                cancellationToken);
        }
        catch (KeysAtRestException)
        {
            admission.Failed(_said!, _sent);
            admission.Dispose();
            throw _said!;
        }
        catch (Exception exception)
        {
            admission.Failed(exception, _sent);
            admission.Dispose();
            throw;
        }
    }

    private static async Task GiveBackAsync(ValueTask<Admission> leave, Exception exception)
    {
        try
        {
            using var admission = await leave;
            admission.Failed(exception, sent: false);
        }
        catch (Exception refusal) when (refusal is MissyException or OperationCanceledException)
        {
            // Refused, it holds nothing.
        }
    }

    /// <summary>One attempt: each key that can be used, in its turn, until one is not refused for itself.</summary>
    private async Task<Served<T>> AttemptAsync<T>(Send<T> send, Admission admission, TimeSpan waited, CancellationToken cancellationToken)
    {
        var refused = new Dictionary<string, MissyException>();
        var (key, rest) = await FirstKeyAsync(cancellationToken);
        waited += rest;
        while (true)
        {
            Report(CallStep.Answer);
            var attempt = log.Begin(target, key, waited);
            try
            {
                _sent = true;
                return new Served<T>(await send(target, key, cancellationToken), target, key, attempt, admission);
            }
            catch (MissyException failure) when (Refused(attempt, key, failure))
            {
                refused[key!.Slot] = failure;
                var next = await target.Provider.Keys.ChooseAsync(target.Model, refused.Keys, cancellationToken);
                if (next.Credential is not { } other)
                {
                    // The key that can be used again first decides how the call goes on, not the one that happened to be last.
                    _keyAgainAt = next.CoolingUntil;
                    _said = next.CoolingSlot is { } slot ? refused.GetValueOrDefault(slot, failure) : failure;
                    throw _said;
                }

                services.Events.Publish(new KeyRotated(target.Provider.Name, key.Slot, other.Slot, failure.Kind.ToString()));
                (key, waited) = (other, TimeSpan.Zero);
            }
            catch (Exception exception)
            {
                attempt.Failed(exception);
                throw;
            }
        }
    }

    // All keys may rest for a moment: that is waited for like a service's own Retry-After, and no longer.
    private async Task<(Credential? Key, TimeSpan Waited)> FirstKeyAsync(CancellationToken cancellationToken)
    {
        var choosing = target.Provider.Keys.ChooseAsync(target.Model, [], cancellationToken);
        if (!choosing.IsCompleted)
        {
            Report(CallStep.Key);
        }

        var choice = await choosing;
        if (choice.CoolingUntil is not { } until)
        {
            return (OrRefuse(choice.Failure, choice.Credential), TimeSpan.Zero);
        }

        var wait = until - services.Time.GetUtcNow();
        if (wait > target.Provider.Config.MaxWait || wait > timeLeft())
        {
            return (OrRefuse(choice.Failure, null), TimeSpan.Zero);
        }

        if (wait > TimeSpan.Zero)
        {
            Report(CallStep.Rest, until);
            await Task.Delay(wait, services.Time, cancellationToken);
        }

        choice = await target.Provider.Keys.ChooseAsync(target.Model, [], cancellationToken);
        return (OrRefuse(choice.Failure, choice.Credential), wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
    }

    private Credential? OrRefuse(MissyException? failure, Credential? key)
    {
        if (failure is null)
        {
            return key;
        }

        if (_said is not null)
        {
            throw new KeysAtRestException(_said);
        }

        log.Refused(target, failure.Kind.ToString(), TimeSpan.Zero);
        throw failure;
    }

    private bool Refused(PendingAttempt attempt, Credential? key, MissyException failure)
    {
        attempt.Failed(failure);
        _said = failure;
        return KeyReports.Report(target, key, failure, Outcomes.Of(failure));
    }

    private RetryPlan NewPlan()
    {
        var (provider, rules) = (target.Provider, services.Config.Reliability);
        return new RetryPlan
        {
            MaxRetries = rules.MaxRetries,
            Backoff = new Backoff(rules.Backoff, rules.MaxBackoff, services.Jitter),
            Quota = services.Quotas.Of(provider.Name, provider.BaseUrl),
            MaxWait = provider.Config.MaxWait,
            Time = services.Time,
            TimeLeft = timeLeft,
            Decided = progress is null ? null : Report,
            RetryAfter = failure => Outcomes.Of(failure).Key == KeyEffect.Cools && _keyAgainAt is { } at
                ? at - services.Time.GetUtcNow()
                : failure.RetryAfter,
        };
    }

    private void Report(RetryDecision decision)
    {
        if (decision.Verdict == RetryVerdict.Retry)
        {
            _attempt = decision.Attempt + 2;
            Report(CallStep.Retry, services.Time.GetUtcNow() + decision.Wait, decision.Failure.Kind.ToString());
        }
    }

    private void Report(CallStep step, DateTimeOffset? until = null, string? after = null) => progress?.Report(
        new CallStage(step, target.Provider.Name, target.Model, _attempt, services.Config.Reliability.MaxRetries + 1, until, after));
}
