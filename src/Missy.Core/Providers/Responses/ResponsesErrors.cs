using System.Net;
using System.Text.Json;

namespace Missy.Providers.Responses;

/// <summary>
/// The failures that Responses services report: error bodies, <c>error</c> events, flat as documented and nested as sent, and
/// the <c>error</c> of a failed response. Sources: API reference, "Streaming events", <c>error</c>, and "The response object",
/// <c>error.code</c>; for Codex the open-source client, <c>codex-rs/codex-api</c>, <c>api_bridge.rs</c>.
/// </summary>
internal static class ResponsesErrors
{
    /// <summary>Reads an error body; null when the body reports none.</summary>
    public static ServiceError? Read(JsonElement body, bool failed)
    {
        // Codex: {"detail":{"code":…}} beside the plain {"detail":"…"}.
        if (failed && body.Object("detail") is { } detail)
        {
            return Finish(CommonErrors.Read(detail, failed: true) ?? new ServiceError(""), detail);
        }

        if (body.Text("type") == "error")
        {
            return ReadEvent(body);
        }

        return CommonErrors.Read(body, failed) is { } error ? Finish(error, body) : null;
    }

    /// <summary>Reads an <c>error</c> event. It may carry the HTTP status that the request would have had.</summary>
    public static ServiceError ReadEvent(JsonElement data)
    {
        var error = CommonErrors.Read(data, failed: true) ?? new ServiceError("");
        if (error.Type == "error")
        {
            error = error with { Type = null };
        }

        error = Finish(error, data);
        if (error.Kind is not null)
        {
            return error;
        }

        var status = data.Integer("status_code") ?? data.Integer("status")
            ?? (error.Type == "invalid_request_error" ? (int)HttpStatusCode.BadRequest : null);
        return error with { Kind = status is { } code ? ServiceErrorKinds.Of(error, (HttpStatusCode)code) : null };
    }

    /// <summary>The reason of a response that did not become an answer.</summary>
    public static ServiceError OfResponse(JsonElement response, string status)
    {
        var error = response.Object("error") is null
            ? new ServiceError($"The response ended as \"{status}\".", Type: "server_error")
            : CommonErrors.Read(response, failed: false)!;
        return Finish(error, response) with { RequestId = response.Text("id") };
    }

    private static ServiceError Finish(ServiceError error, JsonElement body) => error with
    {
        Kind = Kind(error.Code) ?? Kind(error.Type),
        RetryAfter = (body.Object("error") ?? body).Integer("resets_in_seconds") is { } seconds and >= 0
            ? TimeSpan.FromSeconds(seconds)
            : null,
    };

    private static ErrorKind? Kind(string? word) => word switch
    {
        "invalid_prompt" or "bio_policy" or "cyber_policy" or "image_content_policy_violation" => ErrorKind.ContentRefused,
        "invalid_image" or "invalid_image_format" or "invalid_base64_image" or "invalid_image_url" or "invalid_image_mode"
            or "image_too_large" or "image_too_small" or "image_parse_error" or "image_file_too_large" or "empty_image_file"
            or "unsupported_image_media_type" or "failed_to_download_image" or "image_file_not_found" or "data_residency_mismatch"
            => ErrorKind.InvalidRequest,
        "vector_store_timeout" => ErrorKind.Timeout,
        "server_is_overloaded" => ErrorKind.Overloaded,
        "usage_not_included" => ErrorKind.PermissionDenied,
        _ => null,
    };
}
