namespace Missy.Cli.Output.Json;

/// <summary>A failure as JSON.</summary>
internal sealed record ErrorDocument(ErrorDetail Error)
{
    public static ErrorDocument Of(MissyException exception) => new(new ErrorDetail(
        exception.Kind,
        exception.Message,
        exception.Remedy,
        exception.Provider,
        exception.Model,
        (int?)exception.Status,
        exception.Code,
        exception.RequestId,
        exception.RetryAfter,
        exception.PartialText,
        exception.Attempts));
}
