using System.Text.Json;
using Missy.Simulation.Chat;

namespace Missy.Simulation.Ollama;

/// <summary>Ollama's chat, <c>POST /api/chat</c> (github.com/ollama/ollama, docs/api.md, "Generate a chat completion").</summary>
internal sealed class OllamaWire : Wire
{
    public override string Name => "Ollama chat";

    public override string RequestIdHeader => "x-request-id";

    public override bool IsSse => false;

    public override ServiceError? Read(JsonElement body, string path, Call call) => OllamaRequest.Read(body, call);

    public override void WriteAnswer(Utf8JsonWriter json, Call call, Answer answer)
    {
        OllamaAnswer.WriteStart(json, call);
        if (answer.ToolUses.Count == 0)
        {
            OllamaAnswer.WriteMessage(json, answer.Text, answer.Thinking);
        }
        else
        {
            OllamaAnswer.WriteToolMessage(json, call, answer);
        }

        OllamaAnswer.WriteEnd(json, call, answer);
    }

    public override void WriteStream(EventLog log, Call call, Answer answer)
    {
        for (var start = 0; start < answer.Thinking.Length;)
        {
            var end = TextPieces.End(answer.Thinking, start);
            WritePiece(log, call, [], answer.Thinking.AsSpan(start, end - start));
            start = end;
        }

        for (var start = 0; start < answer.Text.Length;)
        {
            var end = answer.PieceEnd(start);
            WritePiece(log, call, answer.Text.AsSpan(start, end - start), []);
            start = end;
        }

        Utf8JsonWriter json;
        if (answer.ToolUses.Count > 0)
        {
            // A tool call comes whole, in a line of its own.
            json = log.Begin();
            OllamaAnswer.WriteStart(json, call);
            OllamaAnswer.WriteToolMessage(json, call, answer);
            json.WriteBoolean("done"u8, false);
            json.WriteEndObject();
            log.End(role: EventRole.Delta);
        }

        json = log.Begin();
        OllamaAnswer.WriteStart(json, call);
        OllamaAnswer.WriteMessage(json, [], []);
        OllamaAnswer.WriteEnd(json, call, answer);
        log.End(role: EventRole.End);
    }

    public override void WriteError(Utf8JsonWriter json, ServiceError error, string requestId)
    {
        json.WriteStartObject();
        json.WriteString("error"u8, error.Message);
        json.WriteEndObject();
    }

    public override void WriteErrorEvent(EventLog log, ServiceError error, Call call, bool asFailure)
    {
        WriteError(log.Begin(), error, "");
        log.End();
    }

    private static void WritePiece(EventLog log, Call call, ReadOnlySpan<char> text, ReadOnlySpan<char> thinking)
    {
        var json = log.Begin();
        OllamaAnswer.WriteStart(json, call);
        OllamaAnswer.WriteMessage(json, text, thinking);
        json.WriteBoolean("done"u8, false);
        json.WriteEndObject();
        log.End(role: EventRole.Delta);
    }
}
