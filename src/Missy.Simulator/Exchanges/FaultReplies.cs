using System.Globalization;
using Missy.Simulation.Chat;
using Missy.Simulation.Faults;

namespace Missy.Simulation.Exchanges;

/// <summary>The faults that change what is sent; those that change how it is sent are <see cref="FaultyDelivery"/>'s.</summary>
internal static class FaultReplies
{
    private const int LongLineBytes = 10 * 1024 * 1024;
    private const int HugeHeadersBytes = 1024 * 1024;

    /// <summary>What the answer's text has to be like for the fault to be playable.</summary>
    public static AnswerShape Shape(Fault fault) => new(
        fault.At == CutPlace.MidCharacter,
        fault.Kind == FaultKind.LongLine ? fault.Bytes ?? LongLineBytes : 0,
        fault.Kind == FaultKind.NoOutput,
        fault.Kind == FaultKind.SchemaMisfit);

    /// <summary>Writes the reply that stands in place of any other; false when the fault is not of that kind.</summary>
    public static bool TryReplace(Reply reply, Fault fault, Call call)
    {
        switch (fault.Kind)
        {
            case FaultKind.Status or FaultKind.InsufficientQuota or FaultKind.UsageLimit or FaultKind.CreditBalance or FaultKind.ContextLength:
            case FaultKind.GzipBomb when fault.Status >= 400:
                Responder.WriteError(reply, Error(fault, call));
                return true;
            case FaultKind.ErrorBody:
            case FaultKind.ErrorEvent when !call.Stream:
                Responder.WriteError(reply, Error(fault, call));
                reply.Status = 200;
                return true;
            case FaultKind.EmptyBody:
                reply.Status = fault.Status;
                return true;
            case FaultKind.OtherJson:
                reply.Log.AddRaw("""{"simulated":true}"""u8);
                return true;
            case FaultKind.Html:
                reply.Status = fault.Status;
                reply.ContentType = "text/html; charset=utf-8";
                reply.Log.AddRaw("<!DOCTYPE html>\n<html><head><title>Simulated page</title></head><body><h1>Simulated page</h1><p>Not what you asked for.</p></body></html>\n"u8);
                return true;
            case FaultKind.Redirect:
                reply.Status = fault.Status;
                reply.AddHeader("location", fault.Target!);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Changes events of a finished reply.</summary>
    public static void Alter(Reply reply, Fault fault, Call call)
    {
        var log = reply.Log;
        switch (fault.Kind)
        {
            case FaultKind.GzipBomb:
                reply.AddHeader("content-encoding", "gzip");
                break;
            case FaultKind.HugeHeaders:
                Swell(reply, fault.Bytes ?? HugeHeadersBytes, fault.Count);
                break;
            case FaultKind.WrongContentType:
                reply.ContentType = fault.Target!;
                break;
            case FaultKind.ErrorEvent when reply.IsStream:
                log.RemoveFrom(Place(log, fault));
                reply.Wire.WriteErrorEvent(log, Error(fault, call), call, fault.AsFailure);
                break;
            case FaultKind.MalformedEvent when log.Events.Count > 0:
                Break(log, Place(log, fault));
                break;
            case FaultKind.NoEndMarker:
                log.RemoveAll(EventRole.End);
                break;
            case FaultKind.DataAfterEnd when reply.IsStream:
                log.Repeat(Math.Max(0, log.IndexAfterDeltas(0)));
                break;
            case FaultKind.DataAfterEnd:
                log.AddRaw("\n{}"u8);
                break;
        }
    }

    /// <summary>Adds the headers that a fault asks for by name.</summary>
    public static void AddHeaders(Reply reply, Fault fault, TimeProvider time)
    {
        if (fault.RetryAfter.Header(time) is var (name, value))
        {
            reply.AddHeader(name, value);
        }

        if (fault.ShouldRetry is not null)
        {
            reply.AddHeader("x-should-retry", fault.ShouldRetry);
        }

        foreach (var header in fault.RateLimit.Headers(reply.Wire, time).Concat(fault.Headers))
        {
            reply.AddHeader(header.Name, header.Value);
        }
    }

    /// <summary>The index of the event at which a fault strikes; never behind the last one.</summary>
    public static int Place(EventLog log, Fault fault)
    {
        var index = fault.At == CutPlace.AfterHeaders ? 0 : fault.Deltas is { } deltas ? log.IndexAfterDeltas(deltas) : fault.After;
        return index < 0 || index >= log.Events.Count ? Math.Max(0, log.Events.Count - 1) : index;
    }

    private static void Swell(Reply reply, int bytes, int count)
    {
        for (var number = 1; number <= count; number++)
        {
            // What a division leaves over belongs to the first line.
            var length = (bytes / count) + (number == 1 ? bytes % count : 0);
            reply.AddHeader(string.Create(CultureInfo.InvariantCulture, $"x-simulator-padding-{number}"), new string('x', length));
        }
    }

    private static ServiceError Error(Fault fault, Call call) =>
        ServiceError.For(fault.Failure, fault.Status, call.Model, fault.Message);

    // Half of a JSON text, cut between two characters, is never JSON.
    private static void Break(EventLog log, int index)
    {
        var item = log.Events[index];
        var data = log.Data(item);
        var length = data.Length / 2;
        while (length > 0 && (data[length] & 0xC0) == 0x80)
        {
            length--;
        }

        log.Replace(index, item with { Length = length });
    }
}
