namespace Missy.Network;

/// <summary>Carries a refusal out of the making of a connection, through layers that wrap what they do not know.</summary>
internal sealed class AddressRefusedException(PolicyDecision decision) : Exception(decision.Reason)
{
    public PolicyDecision Decision { get; } = decision;

    /// <summary>The refusal behind an exception; null when there is none.</summary>
    public static PolicyDecision? Behind(Exception? exception)
    {
        while (exception is not null)
        {
            if (exception is AddressRefusedException refused)
            {
                return refused.Decision;
            }

            exception = exception.InnerException;
        }

        return null;
    }
}
