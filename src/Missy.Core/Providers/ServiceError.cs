namespace Missy.Providers;

/// <summary>A service's own account of a failure, in no service's own form.</summary>
/// <param name="Message">Its text; empty when it gave none.</param>
/// <param name="Type">Its class of error, such as <c>overloaded_error</c>; null when it gave none.</param>
/// <param name="Code">Its finer code, such as <c>context_length_exceeded</c>; null when it gave none.</param>
internal sealed record ServiceError(string Message, string? Type = null, string? Code = null)
{
    /// <summary>The kind that the wire itself knows this error to be; null leaves it to code, type and status.</summary>
    public ErrorKind? Kind { get; init; }

    /// <summary>The service's id of the request, where the error's body gives it.</summary>
    public string? RequestId { get; init; }

    /// <summary>How long the service asks to wait, where the error's body tells; a header's word goes before it.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
