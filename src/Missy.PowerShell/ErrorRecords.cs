using System.Management.Automation;
using Missy.Inspection;
using Missy.Network;

namespace Missy;

/// <summary>The one place where failures become what PowerShell shows and what scripts match on.</summary>
internal static class ErrorRecords
{
    /// <summary>An error record; its id is the name of the <see cref="ErrorKind"/>.</summary>
    /// <param name="exception">The failure.</param>
    /// <param name="target">The item that it befell; null = the provider concerned.</param>
    public static ErrorRecord Of(MissyException exception, object? target) => OfClean(Redactor.Process.Clean(exception), target);

    /// <summary>An error record for what is no failure of Missy's own, such as a file that cannot be written.</summary>
    public static ErrorRecord Of(Exception exception, string id, ErrorCategory category, object? target) => new(exception, id, category, target);

    private static ErrorRecord OfClean(MissyException exception, object? target) =>
        new(exception, exception.Kind.ToString(), CategoryOf(exception), target ?? exception.Provider)
        {
            ErrorDetails = new ErrorDetails(TextOf(exception))
            {
                RecommendedAction = exception.Remedy ?? "",
            },
        };

    // One attempt is what the message tells of; several are told in a table below it.
    private static string TextOf(MissyException exception) => exception.Attempts.Count > 1
        ? string.Join('\n', AttemptTable.Lines(exception.Attempts).Select(Redactor.Process.Clean).Prepend(exception.Message))
        : exception.Message;

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
