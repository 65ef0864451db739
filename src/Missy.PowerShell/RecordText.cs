using System.Management.Automation;

namespace Missy;

/// <summary>
/// The text of what PowerShell's other streams carry, as it comes down a pipeline by <c>2&gt;&amp;1</c>. As an object, each record
/// holds the script that wrote it.
/// </summary>
internal static class RecordText
{
    /// <summary>The text; null for what is no such record.</summary>
    public static string? Of(object item) => item switch
    {
        // A line that a program wrote on its standard error, and no error of PowerShell's.
        ErrorRecord { FullyQualifiedErrorId: "NativeCommandError" or "NativeCommandErrorMessage" } line => line.Exception.Message,
        ErrorRecord error => Error(error),
        InformationalRecord told => told.Message,
        InformationRecord told => told.MessageData?.ToString() ?? "",
        _ => null,
    };

    private static string Error(ErrorRecord error) => string.Join('\n', new[]
    {
        error.ErrorDetails?.Message ?? error.Exception.Message,
        $"Category: {error.CategoryInfo}",
        $"Id: {error.FullyQualifiedErrorId}",
        error.InvocationInfo?.PositionMessage,
    }.Where(line => !string.IsNullOrWhiteSpace(line)));
}
