using System.Management.Automation;
using Missy.Inspection;
using Missy.Network;

namespace Missy;

/// <summary>The one place where failures become what PowerShell shows and what scripts match on.</summary>
internal static class ErrorRecords
{
    /// <summary>An error record; its id is the name of the <see cref="ErrorKind"/>.</summary>
    /// <param name="command">Who fails.</param>
    /// <param name="exception">The failure.</param>
    /// <param name="target">The item that it befell; null = the provider concerned.</param>
    public static ErrorRecord Of(PSCmdlet command, MissyException exception, object? target)
    {
        var clean = Redactor.Process.Clean(exception);
        return new ErrorRecord(clean, clean.Kind.ToString(), CategoryOf(clean), target ?? clean.Provider) { ErrorDetails = DetailsOf(command, clean) };
    }

    /// <summary>An error record for what is no failure of Missy's own, such as a file that cannot be written.</summary>
    public static ErrorRecord Of(Exception exception, string id, ErrorCategory category, object? target) => new(exception, id, category, target);

    // One attempt is what the message tells of; several are told in a table. ConciseView joins a message's lines into one where a
    // script fails, and leaves what it recommends as it is; the other views show the message alone.
    private static ErrorDetails DetailsOf(PSCmdlet command, MissyException exception)
    {
        var remedy = exception.Remedy ?? "";
        if (exception.Attempts.Count < 2)
        {
            return new ErrorDetails(exception.Message) { RecommendedAction = remedy };
        }

        var table = string.Join('\n', AttemptTable.Lines(exception.Attempts).Select(Redactor.Process.Clean));
        return command.GetVariableValue("ErrorView", "ConciseView").ToString() == "ConciseView"
            ? new ErrorDetails(exception.Message) { RecommendedAction = $"{(remedy.Length > 0 ? remedy : "See what was tried.")}\n{table}" }
            : new ErrorDetails($"{exception.Message}\n{table}") { RecommendedAction = remedy };
    }

    private static ErrorCategory CategoryOf(MissyException exception) => exception.Kind switch
    {
        ErrorKind.Authentication => ErrorCategory.AuthenticationError,
        ErrorKind.PermissionDenied or ErrorKind.PolicyDenied or ErrorKind.ContentRefused => ErrorCategory.PermissionDenied,
        ErrorKind.RateLimited or ErrorKind.ContextLengthExceeded or ErrorKind.BudgetExceeded => ErrorCategory.LimitsExceeded,
        ErrorKind.QuotaExceeded => ErrorCategory.QuotaExceeded,
        ErrorKind.Timeout => ErrorCategory.OperationTimeout,
        ErrorKind.Unavailable when exception.Status is null => ErrorCategory.ConnectionError,
        ErrorKind.Unavailable or ErrorKind.Overloaded or ErrorKind.CircuitOpen => ErrorCategory.ResourceUnavailable,
        ErrorKind.NotFound => ErrorCategory.ObjectNotFound,
        ErrorKind.MalformedResponse or ErrorKind.Truncated => ErrorCategory.InvalidData,
        ErrorKind.Configuration when IsUnknown(exception.Provider) => ErrorCategory.ObjectNotFound,
        ErrorKind.Configuration or ErrorKind.InvalidRequest => ErrorCategory.InvalidArgument,
        ErrorKind.Cancelled => ErrorCategory.OperationStopped,
        _ => ErrorCategory.NotSpecified,
    };

    // A file that cannot be used has no registry, and then it is not the name that is wrong.
    private static bool IsUnknown(string? provider) =>
        provider is not null && !MissyProcess.Client.Config.Refused && MissyProcess.Client.Registry.Find(provider) is null;
}
