using System.Text.Json;
using Missy.Chat;
using Missy.Providers.OpenAI;

namespace Missy.Providers.Ollama;

/// <summary>Writes a chat request.</summary>
internal static class OllamaRequestWriter
{
    private const string ModelOptions = "options";

    public static void Write(Utf8JsonWriter writer, CompletionRequest request, bool stream)
    {
        var configured = ConfiguredModelOptions(request);
        var body = new RequestBody(writer, configured is null ? request.Options : WithoutModelOptions(request.Options));
        writer.WriteStartObject();
        body.Text("model", request.Model);
        OllamaMessages.Write(writer, request);
        if (request.Tools.Count > 0 && body.Begin("tools"))
        {
            OpenAIRequestWriter.WriteTools(writer, request.Tools);
        }

        if (request.Schema is { IsHeld: true } schema && body.Begin("format"))
        {
            schema.Schema.WriteTo(writer);
        }

        // Without it the service streams.
        body.Flag("stream", stream);
        WriteThink(body, request.ReasoningEffort);
        WriteModelOptions(body, request, configured);
        body.Options();
        writer.WriteEndObject();
    }

    // docs/api.md "Parameters" and docs "Thinking": false, true or a level; gpt-oss heeds levels alone, others take them for true.
    private static void WriteThink(RequestBody body, ReasoningEffort? effort)
    {
        switch (effort)
        {
            case null:
                break;
            case ReasoningEffort.None:
                body.Flag("think", false);
                break;
            case ReasoningEffort.Low:
                body.Text("think", "low");
                break;
            case ReasoningEffort.High:
                body.Text("think", "high");
                break;
            default:
                body.Text("think", "medium");
                break;
        }
    }

    private static void WriteModelOptions(RequestBody body, CompletionRequest request, JsonElement? configured)
    {
        if ((configured is null && request.Temperature is null && request.MaxTokens is null) || !body.Begin(ModelOptions))
        {
            return;
        }

        var members = configured is { } element
            ? element.EnumerateObject().ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal)
            : [];
        var options = new RequestBody(body.Writer, members);
        body.Writer.WriteStartObject();
        options.Number("temperature", request.Temperature);
        options.Number("num_predict", request.MaxTokens);
        options.Options();
        body.Writer.WriteEndObject();
    }

    private static JsonElement? ConfiguredModelOptions(CompletionRequest request) =>
        request.Options.TryGetValue(ModelOptions, out var options) && options.ValueKind == JsonValueKind.Object ? options : null;

    private static Dictionary<string, JsonElement> WithoutModelOptions(IReadOnlyDictionary<string, JsonElement> options) =>
        options.Where(option => option.Key != ModelOptions).ToDictionary(option => option.Key, option => option.Value);
}
