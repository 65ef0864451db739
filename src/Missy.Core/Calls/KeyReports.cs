using Missy.Network;
using Missy.Providers.Keys;
using Missy.Resilience;

namespace Missy.Calls;

/// <summary>Tells a provider's keys how a request ended, always for the key that it carried.</summary>
internal static class KeyReports
{
    public static void Report(CallTarget target, Credential? key, KeyVerdict verdict)
    {
        if (key is not null)
        {
            target.Provider.Keys.Report(key, target.Model, verdict);
        }
    }

    /// <summary>What a failure says of the key.</summary>
    /// <returns>Whether another key may do better.</returns>
    public static bool Report(CallTarget target, Credential? key, Exception exception, Outcome outcome)
    {
        if (key is null || outcome.Key == KeyEffect.None)
        {
            return false;
        }

        var rest = (exception as MissyException)?.RetryAfter;
        Report(target, key, outcome.Key switch
        {
            KeyEffect.Cools => KeyVerdict.RateLimited(rest),
            KeyEffect.OutOfQuota => KeyVerdict.OutOfQuota(rest),
            _ => KeyVerdict.Rejected,
        });
        return true;
    }
}
