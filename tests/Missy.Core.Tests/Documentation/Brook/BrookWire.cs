using System.Text.Json;
using Missy.Simulation.Chat;

namespace Missy.Simulation.Brook;

/// <summary>Brook's <c>POST /talk</c> (docs.brook.example, "Talk", "Live", "Problems").</summary>
internal sealed class BrookWire : Wire
{
    public override string Name => "Brook talk";

    public override string RequestIdHeader => "x-request-id";

    public override ServiceError? Read(JsonElement body, string path, Call call)
    {
        call.Stream = body.Flag("live");
        call.Model = body.Text("engine") ?? "";
        call.MaxTokens = body.Number("longest");
        if ((call.Model.Length == 0 ? ServiceError.Missing("engine") : body.NeedItems("turns")) is { } error)
        {
            return error;
        }

        foreach (var turn in body.Field("turns").EnumerateArray())
        {
            var role = turn.Text("who") switch { "guide" => "system", "brook" => "assistant", _ => "user" };
            call.AddMessage(role, turn.Text("say") ?? "");
        }

        return null;
    }

    public override void WriteAnswer(Utf8JsonWriter json, Call call, Answer answer)
    {
        json.WriteStartObject();
        json.WriteString("engine"u8, call.Model);
        json.WriteString("say"u8, answer.Text);
        WriteEnd(json, call, answer);
    }

    public override void WriteStream(EventLog log, Call call, Answer answer)
    {
        for (var start = 0; start < answer.Text.Length;)
        {
            var end = answer.PieceEnd(start);
            var piece = log.Begin();
            piece.WriteStartObject();
            piece.WriteString("engine"u8, call.Model);
            piece.WriteString("say"u8, answer.Text.AsSpan(start, end - start));
            piece.WriteEndObject();
            log.End(role: EventRole.Delta);
            start = end;
        }

        var last = log.Begin();
        last.WriteStartObject();
        WriteEnd(last, call, answer);
        log.End(role: EventRole.End);
    }

    public override void WriteError(Utf8JsonWriter json, ServiceError error, string requestId)
    {
        json.WriteStartObject();
        json.WriteString("problem"u8, error.Message);
        json.WriteString("sort"u8, Sort(error));
        json.WriteEndObject();
    }

    public override void WriteErrorEvent(EventLog log, ServiceError error, Call call, bool asFailure)
    {
        WriteError(log.Begin(), error, "");
        log.End();
    }

    private static ReadOnlySpan<byte> Sort(ServiceError error) => error.Kind switch
    {
        FailureKind.InsufficientQuota or FailureKind.UsageLimit or FailureKind.CreditBalance => "no_credit"u8,
        FailureKind.ContextLength => "too_long"u8,
        _ => error.Status switch
        {
            400 => "bad_request"u8,
            401 => "bad_key"u8,
            404 => "unknown_engine"u8,
            429 => "too_many"u8,
            529 => "busy"u8,
            _ => "other"u8,
        },
    };

    private static void WriteEnd(Utf8JsonWriter json, Call call, Answer answer)
    {
        json.WriteString("why"u8, answer.Finish == FinishKind.Length ? "longest"u8 : "end"u8);
        json.WriteStartObject("tokens"u8);
        json.WriteNumber("in"u8, call.PromptTokens);
        json.WriteNumber("out"u8, answer.Tokens);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
