namespace Missy.Cli;

/// <summary>What the exit code tells a script.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>The call failed, or with <c>--strict</c> its answer is not whole.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the configuration is wrong, or names what is not there, such as a model that the service does not know.</summary>
    public const int Usage = 2;

    /// <summary>Policy or budget forbids it.</summary>
    public const int Denied = 3;

    /// <summary>Ended by the user, or by the program that read the output.</summary>
    public const int Cancelled = 130;

    public static int Of(ErrorKind kind) => kind switch
    {
        ErrorKind.Configuration or ErrorKind.NotFound => Usage,
        ErrorKind.PolicyDenied or ErrorKind.BudgetExceeded => Denied,
        ErrorKind.Cancelled => Cancelled,
        _ => Failed,
    };
}
