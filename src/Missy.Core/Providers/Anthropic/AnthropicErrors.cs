using System.Text.Json;

namespace Missy.Providers.Anthropic;

/// <summary>
/// Error bodies and error events: <c>{"type":"error","error":{type,message},"request_id"}</c> ("Errors", error shapes; "Streaming
/// messages", error events).
/// </summary>
internal static class AnthropicErrors
{
    public static ServiceError? Read(JsonElement body, bool failed) => CommonErrors.Read(body, failed) is { } error
        ? error with { Kind = Kind(error), RequestId = body.Text("request_id") }
        : null;

    // Several failures that callers must tell apart share this one type, and only their fixed first words part them.
    private static ErrorKind? Kind(ServiceError error) => error.Type != "invalid_request_error" ? null : error.Message switch
    {
        _ when Begins(error, "prompt is too long") => ErrorKind.ContextLengthExceeded,
        _ when Begins(error, "input length and `max_tokens` exceed context limit") => ErrorKind.ContextLengthExceeded,
        _ when Begins(error, "Your credit balance is too low") => ErrorKind.QuotaExceeded,
        _ when Begins(error, "You have reached your specified API usage limits") => ErrorKind.QuotaExceeded,
        _ => null,
    };

    private static bool Begins(ServiceError error, string words) => error.Message.StartsWith(words, StringComparison.Ordinal);
}
