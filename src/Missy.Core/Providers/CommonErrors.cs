using System.Text.Json;
using Missy.Chat;

namespace Missy.Providers;

/// <summary>
/// The error bodies of OpenAI and of the services and servers that mean to be compatible with it, which differ in small things:
/// <c>{"error":{message,type,code}}</c> (OpenAI), the same in an array (Gemini), <c>{"error":"text"}</c> (Ollama, llama.cpp),
/// <c>{"object":"error",message,type,code}</c> (vLLM), <c>{"detail":…}</c> or <c>{"message":…}</c> (gateways).
/// </summary>
internal static class CommonErrors
{
    /// <summary>Reads an error of any of these forms; null when the body reports none.</summary>
    /// <param name="body">The body.</param>
    /// <param name="failed">True for a failed status, where a bare message is an error too.</param>
    public static ServiceError? Read(JsonElement body, bool failed)
    {
        if (body.ValueKind == JsonValueKind.Array && body.GetArrayLength() > 0)
        {
            body = body[0];
        }

        if (body.Member("error") is { } error)
        {
            return error.ValueKind switch
            {
                JsonValueKind.Object => ReadFields(error),
                JsonValueKind.String => new ServiceError(JsonStrings.Read(error), body.Text("type"), Word(body, "code")),
                JsonValueKind.False => null,
                _ => new ServiceError(error.GetRawText()),
            };
        }

        if (body.Text("object") == "error")
        {
            return ReadFields(body);
        }

        return (failed, body.ValueKind) switch
        {
            (true, JsonValueKind.Object) => ReadFields(body),
            (true, JsonValueKind.String) => new ServiceError(JsonStrings.Read(body)),
            _ => null,
        };
    }

    private static ServiceError ReadFields(JsonElement error) => new(
        error.Text("message") ?? error.Member("detail")?.ToString() ?? "",
        error.Text("type") ?? error.Text("status"),
        Word(error, "code"));

    // Some services put the HTTP status where others put a word.
    private static string? Word(JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String or JsonValueKind.Number } member ? member.ToString() : null;
}
