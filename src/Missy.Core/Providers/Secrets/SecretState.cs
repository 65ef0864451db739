using Missy.Network;

namespace Missy.Providers.Secrets;

/// <summary>What is known of a secret: its value, or why there is none, or neither while nobody has asked for it yet.</summary>
/// <param name="Value">The value in clear.</param>
/// <param name="Problem">Why there is none, as half a sentence.</param>
internal readonly record struct SecretState(string? Value, string? Problem)
{
    /// <summary>Nobody has asked yet, since asking runs a command or asks somebody.</summary>
    public static SecretState Untried => default;

    /// <summary>What the reader can do about it.</summary>
    public string? Remedy { get; private init; }

    /// <summary>The kind of error that a call ends with for want of it.</summary>
    public ErrorKind Kind { get; private init; }

    /// <summary>The account that a token belongs to; null where the token itself tells, or none is needed.</summary>
    public string? Account { get; private init; }

    /// <summary>Whether a call may count on it, as far as is known.</summary>
    public bool IsHopeful => Problem is null;

    /// <summary>There is one. From now on no text shows it.</summary>
    public static SecretState Found(string value, string? account = null)
    {
        Redactor.Process.Learn(value);
        return new SecretState(value, null) { Account = account };
    }

    /// <summary>There is none.</summary>
    public static SecretState Missing(string problem, string? remedy = null, ErrorKind kind = ErrorKind.Authentication) =>
        new(null, problem) { Remedy = remedy, Kind = kind };
}
