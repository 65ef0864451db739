using System.Text.Json;
using Missy.Simulation.Chat;

namespace Missy.Simulation.Anthropic;

/// <summary>The Anthropic Messages API, <c>POST /v1/messages</c> (docs.anthropic.com, API reference: Messages, Streaming, Errors).</summary>
internal sealed class AnthropicWire : Wire
{
    public override string Name => "Anthropic Messages";

    public override string RequestIdHeader => "request-id";

    public override ServiceError? Read(JsonElement body, string path, Call call) => AnthropicRequest.Read(body, call);

    public override void WriteAnswer(Utf8JsonWriter json, Call call, Answer answer) => AnthropicAnswer.Write(json, call, answer);

    public override void WriteStream(EventLog log, Call call, Answer answer) => AnthropicStream.Write(log, call, answer);

    public override void WriteError(Utf8JsonWriter json, ServiceError error, string requestId)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "error"u8);
        json.WriteStartObject("error"u8);
        json.WriteString("type"u8, ErrorType(error));
        json.WriteString("message"u8, error.Param is null ? error.Message : $"{error.Param}: {error.Message}");
        json.WriteEndObject();
        json.WriteString("request_id"u8, requestId);
        json.WriteEndObject();
    }

    public override void WriteErrorEvent(EventLog log, ServiceError error, Call call, bool asFailure)
    {
        WriteError(log.Begin(), error, "req_" + call.Id);
        log.End("error");
    }

    private static string ErrorType(ServiceError error) => error.Kind switch
    {
        FailureKind.InsufficientQuota => "billing_error",
        _ => error.Status switch
        {
            401 => "authentication_error",
            402 => "billing_error",
            403 => "permission_error",
            404 => "not_found_error",
            413 => "request_too_large",
            429 => "rate_limit_error",
            408 or 504 => "timeout_error",
            529 => "overloaded_error",
            >= 500 => "api_error",
            _ => "invalid_request_error",
        },
    };
}
