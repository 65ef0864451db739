using System.Text.Json;
using Missy.Simulation.Chat;

namespace Missy.Simulation.OpenAI;

/// <summary>OpenAI's error object (platform.openai.com, "Error codes"), shared by its two wires.</summary>
internal static class OpenAIErrors
{
    public static void WriteBody(Utf8JsonWriter json, ServiceError error)
    {
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteString("message"u8, error.Message);
        json.WriteString("type"u8, Type(error));
        json.WriteString("param"u8, error.Param);
        json.WriteString("code"u8, Code(error));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static string Type(ServiceError error) => error.Kind switch
    {
        FailureKind.InsufficientQuota => "insufficient_quota",
        _ => error.Status switch
        {
            402 => "billing_error",
            429 => "requests",
            503 or 529 => "service_unavailable_error",
            >= 500 => "server_error",
            _ => "invalid_request_error",
        },
    };

    public static string? Code(ServiceError error) => error.Code ?? error.Kind switch
    {
        FailureKind.InsufficientQuota => "insufficient_quota",
        FailureKind.UsageLimit => "billing_hard_limit_reached",
        FailureKind.ContextLength => "context_length_exceeded",
        FailureKind.CreditBalance => null,
        _ => error.Status switch
        {
            401 => "invalid_api_key",
            402 => "insufficient_credits",
            403 => "permission_denied",
            404 => "model_not_found",
            408 => "request_timeout",
            413 => "request_too_large",
            429 => "rate_limit_exceeded",
            529 => "overloaded",
            >= 500 => "server_error",
            _ => null,
        },
    };
}
