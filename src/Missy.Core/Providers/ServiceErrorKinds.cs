using System.Globalization;
using System.Net;

namespace Missy.Providers;

/// <summary>
/// What a failed answer means. The finer word decides first: a code, then a type, then the HTTP status, since several services
/// send 400, 429 or even 200 for what is really an empty account. Sources: OpenAI "Error codes", Anthropic "Errors", Azure OpenAI
/// "Content filtering".
/// </summary>
internal static class ServiceErrorKinds
{
    /// <summary>The kind of an error.</summary>
    /// <param name="error">The service's account; null when the body held none.</param>
    /// <param name="status">The HTTP status; null for an error inside a stream.</param>
    public static ErrorKind Of(ServiceError? error, HttpStatusCode? status) =>
        error?.Kind
        ?? OfWord(error?.Code)
        ?? OfWord(error?.Type)
        ?? ((status ?? StatusWithin(error)) is { } code && (int)code >= 300 ? OfStatus(code) : OfWordAlone(error?.Type));

    private static ErrorKind? OfWord(string? word) => word switch
    {
        "insufficient_quota" or "billing_error" or "billing_hard_limit_reached" or "billing_not_active" or "usage_limit_reached"
            => ErrorKind.QuotaExceeded,
        "rate_limit_exceeded" or "rate_limit_error" or "tokens" or "requests" => ErrorKind.RateLimited,
        "context_length_exceeded" or "string_above_max_length" or "exceed_context_size_error" => ErrorKind.ContextLengthExceeded,
        "content_policy_violation" or "content_filter" or "moderation_blocked" => ErrorKind.ContentRefused,
        "invalid_api_key" or "authentication_error" or "invalid_authentication" => ErrorKind.Authentication,
        "permission_error" or "unsupported_country_region_territory" => ErrorKind.PermissionDenied,
        "model_not_found" or "not_found_error" or "DeploymentNotFound" => ErrorKind.NotFound,
        "overloaded_error" or "overloaded" or "server_overloaded" or "slow_down" => ErrorKind.Overloaded,
        "timeout_error" => ErrorKind.Timeout,
        "request_too_large" => ErrorKind.InvalidRequest,
        "api_error" or "server_error" or "internal_error" or "internal_server_error" => ErrorKind.Unavailable,
        _ => null,
    };

    // Gateways and Gemini put the status that the request would have had into an error that comes too late for one.
    private static HttpStatusCode? StatusWithin(ServiceError? error) =>
        error?.Code is { Length: 3 } code && code.All(char.IsAsciiDigit) && code[0] is '4' or '5'
            ? (HttpStatusCode)int.Parse(code, CultureInfo.InvariantCulture)
            : null;

    // Sent with every status from 400 to 499, this word says less than the status, but more than nothing inside a stream or a 200.
    private static ErrorKind OfWordAlone(string? word) =>
        word == "invalid_request_error" ? ErrorKind.InvalidRequest : ErrorKind.Unavailable;

    private static ErrorKind OfStatus(HttpStatusCode status) => (int)status switch
    {
        < 400 => ErrorKind.MalformedResponse,
        401 => ErrorKind.Authentication,
        402 => ErrorKind.QuotaExceeded,
        403 => ErrorKind.PermissionDenied,
        404 or 405 or 410 => ErrorKind.NotFound,
        408 => ErrorKind.Timeout,
        429 => ErrorKind.RateLimited,
        529 => ErrorKind.Overloaded,
        >= 500 => ErrorKind.Unavailable,
        _ => ErrorKind.InvalidRequest,
    };
}
