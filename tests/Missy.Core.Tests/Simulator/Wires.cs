using System.Net;
using System.Text.Json.Nodes;
using System.Text;
using Missy.Simulation;

namespace Missy.Tests.Simulator;

/// <summary>The four protocols as tables of cases use them: path, request, and where an answer's text is.</summary>
internal static class Wires
{
    public const string Anthropic = "anthropic";
    public const string Chat = "chat";
    public const string Responses = "responses";
    public const string Ollama = "ollama";

    public static string[] All => [Anthropic, Chat, Responses, Ollama];

    public static TheoryData<string> Each => [.. All];

    /// <summary>Every wire, streaming and not.</summary>
    public static TheoryData<string, bool> EachMode
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var wire in All)
            {
                data.Add(wire, false);
                data.Add(wire, true);
            }

            return data;
        }
    }

    public static string Path(string wire) => wire switch
    {
        Anthropic => "v1/messages",
        Chat => "v1/chat/completions",
        Responses => "v1/responses",
        _ => "api/chat",
    };

    public static JsonObject Body(string wire, bool stream = false, string prompt = "Hello there", string model = "simulator-small")
    {
        var body = new JsonObject { ["model"] = model, ["stream"] = stream };
        if (wire == Responses)
        {
            body["input"] = prompt;
        }
        else
        {
            body["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = prompt });
        }

        if (wire == Anthropic)
        {
            body["max_tokens"] = 1000;
        }

        return body;
    }

    public static HttpRequestMessage Request(string wire, JsonNode body, string? fault = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Path(wire)) { Content = Json(body) };
        if (fault is not null)
        {
            request.Headers.Add("x-simulator-fault", fault);
        }

        return request;
    }

    public static HttpRequestMessage Request(string wire, bool stream, string? fault = null) => Request(wire, Body(wire, stream), fault);

    public static StringContent Json(JsonNode body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");

    public static HttpClient Client(SimulatorServer server, bool followRedirects = false) => new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = followRedirects,
            UseProxy = false,
            MaxResponseDrainSize = 0,
        })
    {
        BaseAddress = server.BaseUrl,
        Timeout = TimeSpan.FromSeconds(20),
        DefaultRequestVersion = HttpVersion.Version11,
    };

    /// <summary>The data of a stream's events, or its JSON lines, in order, <c>[DONE]</c> left out.</summary>
    public static List<JsonNode> Events(string text) =>
    [
        .. text.Split('\n')
            .Select(line => line.StartsWith("data: ", StringComparison.Ordinal) ? line[6..] : line)
            .Where(line => line.StartsWith('{'))
            .Select(line => JsonNode.Parse(line)!),
    ];

    /// <summary>The text of an answer, streamed or not.</summary>
    public static string Text(string wire, bool stream, string body)
    {
        if (stream)
        {
            return string.Concat(Events(body).Select(item => StreamedText(wire, item)));
        }

        var json = JsonNode.Parse(body)!;
        return wire switch
        {
            Anthropic => (string)json["content"]![0]!["text"]!,
            Chat => (string)json["choices"]![0]!["message"]!["content"]!,
            Responses => (string)json["output"]![0]!["content"]![0]!["text"]!,
            _ => (string)json["message"]!["content"]!,
        };
    }

    /// <summary>Whether the text holds the protocol's end marker.</summary>
    public static bool HasEnd(string wire, string text) => text.Contains(
        wire switch
        {
            Anthropic => "event: message_stop",
            Chat => "data: [DONE]",
            Responses => "event: response.completed",
            _ => "\"done\":true",
        },
        StringComparison.Ordinal);

    private static string StreamedText(string wire, JsonNode item) => (wire switch
    {
        Anthropic => (string?)item["delta"]?["text"],
        Chat => (string?)item["choices"]?.AsArray().FirstOrDefault()?["delta"]?["content"],
        Responses => (string?)item["type"] == "response.output_text.delta" ? (string?)item["delta"] : null,
        _ => (string?)item["message"]?["content"],
    }) ?? "";
}
