using System.Text.Json;
using Missy.Simulation.Chat;

namespace Missy.Simulation.OpenAI;

/// <summary>OpenAI Chat Completions, <c>POST /v1/chat/completions</c> (platform.openai.com, API reference: Chat, Chat streaming).</summary>
internal sealed class ChatWire : Wire
{
    public override string Name => "OpenAI Chat Completions";

    public override string RequestIdHeader => "x-request-id";

    public override ServiceError? Read(JsonElement body, string path, Call call) => ChatRequest.Read(body, path, call);

    public override void WriteAnswer(Utf8JsonWriter json, Call call, Answer answer) => ChatAnswer.Write(json, call, answer);

    public override void WriteStream(EventLog log, Call call, Answer answer) => ChatStream.Write(log, call, answer);

    public override void WriteError(Utf8JsonWriter json, ServiceError error, string requestId) => OpenAIErrors.WriteBody(json, error);

    public override void WriteErrorEvent(EventLog log, ServiceError error, Call call, bool asFailure)
    {
        OpenAIErrors.WriteBody(log.Begin(), error);
        log.End();
    }
}
