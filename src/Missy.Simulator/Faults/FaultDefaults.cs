using Missy.Simulation.Chat;

namespace Missy.Simulation.Faults;

/// <summary>What a fault's parameters are when they are not given, and what it cannot do without.</summary>
internal static class FaultDefaults
{
    public static void Apply(Fault fault)
    {
        (fault.Failure, fault.Status) = fault.Kind switch
        {
            FaultKind.InsufficientQuota => (FailureKind.InsufficientQuota, 429),
            FaultKind.UsageLimit => (FailureKind.UsageLimit, 400),
            FaultKind.CreditBalance => (FailureKind.CreditBalance, 400),
            FaultKind.ContextLength => (FailureKind.ContextLength, 400),
            FaultKind.ErrorBody or FaultKind.ErrorEvent => (FailureKind.Status, 500),
            FaultKind.Redirect => (FailureKind.Status, 302),
            FaultKind.Html or FaultKind.EmptyBody or FaultKind.GzipBomb => (FailureKind.Status, 200),
            _ => (FailureKind.Status, 0),
        };
        fault.Target = fault.Kind switch
        {
            FaultKind.Redirect => "/elsewhere",
            FaultKind.WrongContentType => "text/plain",
            _ => null,
        };
        switch (fault.Kind)
        {
            case FaultKind.Reset:
                (fault.At, fault.After, fault.Close) = (CutPlace.BeforeHeaders, 1, CloseMode.Reset);
                break;
            case FaultKind.HangUp:
                (fault.At, fault.After, fault.Close) = (CutPlace.BeforeHeaders, 1, CloseMode.Abrupt);
                break;
            case FaultKind.RateLimit:
                fault.RateLimit = new RateLimit(RateLimitStyle.OfWire, 0);
                break;
            case FaultKind.MalformedEvent:
                fault.Deltas = 0;
                break;
            case FaultKind.TruncatedJson:
                (fault.Deltas, fault.At) = (0, CutPlace.MidEvent);
                break;
        }
    }

    public static void Check(Fault fault)
    {
        if (fault.Kind == FaultKind.Status && fault.Status < 400)
        {
            throw new FormatException("The fault 'status' needs a status from 400 to 599, such as status=503.");
        }

        if (fault.Kind == FaultKind.Redirect && fault.Status is not (301 or 302 or 303 or 307 or 308))
        {
            throw new FormatException("The fault 'redirect' has the status 301, 302, 303, 307 or 308.");
        }

        if (fault.Kind == FaultKind.GzipBomb && fault.Status is > 200 and < 400)
        {
            throw new FormatException("The fault 'gzip-bomb' has the status 200, or one from 400 to 599.");
        }

        if (fault.Kind == FaultKind.Latency && fault.Latency == 0)
        {
            throw new FormatException("The fault 'latency' needs milliseconds, such as latency=500.");
        }

        if (fault.Kind == FaultKind.TokensPerSecond && fault.TokensPerSecond == 0)
        {
            throw new FormatException("The fault 'tokens-per-second' needs a speed, such as tokens-per-second=20.");
        }

        if (fault.Kind == FaultKind.Header && fault.Headers.Count == 0)
        {
            throw new FormatException("The fault 'header' needs a header, such as header=x-name: value.");
        }
    }
}
