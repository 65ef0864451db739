namespace Missy.Cli.Output.Json;

/// <summary>What a program wants to know of a failure.</summary>
internal sealed record ErrorDetail(
    ErrorKind Kind,
    string Message,
    string? Remedy,
    string? Provider,
    string? Model,
    int? Status,
    string? Code,
    string? RequestId,
    TimeSpan? RetryAfter,
    string? PartialText,
    IReadOnlyList<Attempt> Attempts);
