using System.Net;
using Missy.Chat;
using Missy.Resilience;
using Missy.Telemetry;
using Missy.Usage;

namespace Missy.Calls;

/// <summary>Leave to ask one target: by its breaker, by the budgets, by its limits. Whoever has it ends it once, and disposes it in any case.</summary>
internal sealed class Admission : IDisposable
{
    private readonly CircuitLease _circuit;
    private readonly BudgetLease _budget;
    private readonly LimiterLease _limiter;
    private CallTelemetry? _telemetry;

    private Admission(CircuitLease circuit, BudgetLease budget, LimiterLease limiter)
    {
        _circuit = circuit;
        _budget = budget;
        _limiter = limiter;
    }

    /// <summary>How long the call waited for the limits.</summary>
    public TimeSpan Waited => _limiter.Waited;

    /// <summary>Asks for leave.</summary>
    /// <param name="services">What the call goes by.</param>
    /// <param name="target">The target.</param>
    /// <param name="circuit">What its breaker gave; given back when there is no leave.</param>
    /// <param name="budget">What the budgets are asked to allow.</param>
    /// <param name="cancellationToken">Ends a wait for the limits at once.</param>
    /// <exception cref="MissyException">It is refused: <see cref="ErrorKind.BudgetExceeded"/> or <see cref="ErrorKind.RateLimited"/>.</exception>
    public static async ValueTask<Admission> AskAsync(
        CallServices services, CallTarget target, CircuitLease circuit, BudgetCall budget, CancellationToken cancellationToken)
    {
        BudgetLease? reserved = null;
        try
        {
            reserved = await services.Usage.ReserveAsync(services.Config.Budget, budget, cancellationToken);
            var limiter = await services.Limiters.AcquireAsync(target.Provider.Config, target.Completion, cancellationToken);
            return new Admission(circuit, reserved, limiter);
        }
        catch
        {
            reserved?.Dispose();
            circuit.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The target is going to be asked. Its span becomes the current one of whoever calls this, so that those of the requests
    /// hang under it: which is why it is not begun where leave is asked for, in a method of its own.
    /// </summary>
    public void Begin(CallServices services, CallTarget target, bool stream) =>
        _telemetry = CallTelemetry.Start(target.Provider, target.Completion, stream, services.Time);

    /// <summary>The target has answered to the end.</summary>
    public void Succeeded(CompletionResponse answer, decimal? cost)
    {
        _circuit.Succeeded();
        _limiter.Settle(answer.Usage);
        _budget.Settle(cost);
        _telemetry?.Succeeded(answer);
    }

    /// <summary>The target has failed, with all its retries.</summary>
    /// <param name="exception">How.</param>
    /// <param name="sent">Whether anything was sent.</param>
    public void Failed(Exception exception, bool sent)
    {
        if (exception is MissyException failure && Outcomes.Of(failure).CountsForBreaker)
        {
            _circuit.Failed(failure.Kind);
        }

        if (!sent)
        {
            _limiter.Cancel();
        }
        else if (exception is MissyException { Status: >= HttpStatusCode.BadRequest })
        {
            // Refused by its status, the request has used no tokens.
            _limiter.Fail();
        }

        _telemetry?.Failed(exception);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _circuit.Dispose();
        _limiter.Dispose();
        _budget.Dispose();
        _telemetry?.Dispose();
    }
}
