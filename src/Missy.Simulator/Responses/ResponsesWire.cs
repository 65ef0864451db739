using System.Text.Json;
using Missy.Simulation.Chat;
using Missy.Simulation.OpenAI;

namespace Missy.Simulation.Responses;

/// <summary>OpenAI Responses, <c>POST /v1/responses</c> (platform.openai.com, API reference: Responses, Streaming events).</summary>
internal sealed class ResponsesWire : Wire
{
    public override string Name => "OpenAI Responses";

    public override string RequestIdHeader => "x-request-id";

    public override ServiceError? Read(JsonElement body, string path, Call call) => ResponsesRequest.Read(body, path, call);

    public override void WriteAnswer(Utf8JsonWriter json, Call call, Answer answer) =>
        ResponsesAnswer.Write(json, call, answer, answer.Finish == FinishKind.Length ? "incomplete" : "completed");

    public override void WriteStream(EventLog log, Call call, Answer answer) => new ResponsesStream(log, call, answer).Write();

    public override void WriteError(Utf8JsonWriter json, ServiceError error, string requestId) => OpenAIErrors.WriteBody(json, error);

    public override void WriteErrorEvent(EventLog log, ServiceError error, Call call, bool asFailure)
    {
        var json = log.Begin();
        json.WriteStartObject();
        json.WriteString("type"u8, asFailure ? "response.failed"u8 : "error"u8);
        json.WriteNumber("sequence_number"u8, log.Events.Count);
        if (asFailure)
        {
            json.WritePropertyName("response"u8);
            ResponsesAnswer.Write(json, call, new Answer(), "failed", error);
        }
        else
        {
            json.WriteString("code"u8, OpenAIErrors.Code(error) ?? OpenAIErrors.Type(error));
            json.WriteString("message"u8, error.Message);
            json.WriteString("param"u8, error.Param);
        }

        json.WriteEndObject();
        log.End(asFailure ? "response.failed" : "error");
    }
}
