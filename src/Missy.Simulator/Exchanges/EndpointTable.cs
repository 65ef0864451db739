using Missy.Simulation.Anthropic;
using Missy.Simulation.Chat;
using Missy.Simulation.Http;
using Missy.Simulation.Ollama;
using Missy.Simulation.OpenAI;
using Missy.Simulation.Responses;

namespace Missy.Simulation.Exchanges;

/// <summary>Finds the endpoint by the path's end, so that any prefix (a gateway's, a deployment's) works.</summary>
internal static class EndpointTable
{
    private static readonly Wire _anthropic = new AnthropicWire();
    private static readonly Wire _chat = new ChatWire();
    private static readonly Wire _responses = new ResponsesWire();
    private static readonly Wire _ollama = new OllamaWire();

    /// <summary>The endpoint, and the wire in whose form it is answered, errors too.</summary>
    public static (Endpoint Endpoint, Wire Wire) Find(HttpRequest request)
    {
        var path = request.Path;
        return Ends(path, "/messages") ? (Endpoint.Completion, _anthropic)
            : Ends(path, "/chat/completions") ? (Endpoint.Completion, _chat)
            : Ends(path, "/responses") ? (Endpoint.Completion, _responses)
            : Ends(path, "/api/chat") ? (Endpoint.Completion, _ollama)
            : Ends(path, "/api/tags") ? (Endpoint.OllamaTags, _ollama)
            : Ends(path, "/api/version") ? (Endpoint.OllamaVersion, _ollama)
            : Ends(path, "/models") ? (Endpoint.Models, ListWire(request))
            : path.Contains("/models/", StringComparison.Ordinal) ? (Endpoint.Model, ListWire(request))
            : path is "/" ? (Endpoint.Root, _ollama)
            : (Endpoint.Unknown, Nearest(request));
    }

    private static bool Ends(string path, string end) => path.EndsWith(end, StringComparison.Ordinal);

    private static Wire ListWire(HttpRequest request) => IsAnthropic(request) ? _anthropic : _chat;

    private static bool IsAnthropic(HttpRequest request) => request.Header("anthropic-version") is not null;

    private static Wire Nearest(HttpRequest request)
    {
        var path = request.Path;
        return IsAnthropic(request) || path.Contains("/messages", StringComparison.Ordinal) ? _anthropic
            : path.Contains("/responses", StringComparison.Ordinal) ? _responses
            : path.StartsWith("/api/", StringComparison.Ordinal) && !path.StartsWith("/api/v", StringComparison.Ordinal) ? _ollama
            : _chat;
    }
}
