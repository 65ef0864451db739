using System.Text.Json;
using Missy.Simulation.Chat;
using Missy.Simulation.Http;
using Missy.Simulation.Recording;

namespace Missy.Simulation.Exchanges;

/// <summary>Decides what a request is answered with: reads it, picks its fault, records it, writes the reply. No I/O.</summary>
internal sealed class Responder(Simulator simulator, int connection, bool secure)
{
    public const string FaultHeader = "x-simulator-fault";

    public Exchange Respond(HttpRequest request, EventLog log)
    {
        var (endpoint, wire) = EndpointTable.Find(request);
        var isCompletion = endpoint == Endpoint.Completion && request.Method == "POST";
        var call = new Call();
        var error = CheckMethod(request, endpoint);
        using var document = isCompletion ? Read(request, wire, call, ref error) : null;
        var fault = PickFault(request, call, ref error);
        var record = Record(request, call, fault);
        var reply = new Reply(log, wire, "req_" + RequestId(request, call, isCompletion));
        if (fault is null || !FaultReplies.TryReplace(reply, fault, call))
        {
            if (error is not null)
            {
                WriteError(reply, error);
                if (error.Status == 405)
                {
                    reply.AddHeader("allow", AllowedMethods(endpoint));
                }
            }
            else if (isCompletion)
            {
                WriteAnswer(reply, call, fault);
            }
            else
            {
                WriteOther(reply, request, endpoint);
            }
        }

        if (fault is not null)
        {
            FaultReplies.Alter(reply, fault, call);
            FaultReplies.AddHeaders(reply, fault, simulator.Options.Time);
        }

        return new Exchange(request, reply, record, fault);
    }

    public static void WriteError(Reply reply, ServiceError error)
    {
        reply.Status = error.Status;
        reply.Wire.WriteError(reply.Log.Begin(), error, reply.RequestId);
        reply.Log.End();
    }

    private static ServiceError? CheckMethod(HttpRequest request, Endpoint endpoint)
    {
        if (endpoint == Endpoint.Unknown)
        {
            return new ServiceError(404, $"The simulator has nothing at {request.Method} {request.Path}.", Code: "unknown_url");
        }

        var allowed = AllowedMethods(endpoint);
        return allowed.Contains(request.Method, StringComparison.Ordinal)
            ? null
            : new ServiceError(405, $"{request.Path} is asked with {allowed}, not {request.Method}.", Code: "method_not_allowed");
    }

    private static string AllowedMethods(Endpoint endpoint) => endpoint == Endpoint.Completion ? "POST" : "GET, HEAD";

    private static JsonDocument? Read(HttpRequest request, Wire wire, Call call, ref ServiceError? error)
    {
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(request.Body);
            error = document.RootElement.ValueKind == JsonValueKind.Object
                ? wire.Read(document.RootElement, request.Path, call)
                : new ServiceError(400, "The request body is not a JSON object.", Code: "invalid_json");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException is how JsonElement reports a string that is no valid UTF-16 or UTF-8.
            error = new ServiceError(400, $"The request body is not valid JSON: {exception.Message}", Code: "invalid_json");
        }

        return document;
    }

    private Fault? PickFault(HttpRequest request, Call call, ref ServiceError? error)
    {
        if (request.Header(FaultHeader) is { } text)
        {
            try
            {
                return Fault.Parse(text);
            }
            catch (FormatException exception)
            {
                error = new ServiceError(400, $"{FaultHeader}: {exception.Message}", Code: "unknown_fault");
                return null;
            }
        }

        return simulator.Faults.Next(request.Path, Credentials.Key(request), call.Model.Length > 0 ? call.Model : null, secure);
    }

    private RecordedRequest Record(HttpRequest request, Call call, Fault? fault)
    {
        var time = simulator.Options.Time.GetUtcNow();
        return simulator.Recorder.Add(number =>
            new RecordedRequest(number, time, request.Method, request.Target, request.Headers, request.Body, Credentials.Key(request))
            {
                Model = call.Model.Length > 0 ? call.Model : null,
                Stream = call.Stream,
                Fault = fault?.Text,
                Connection = connection,
            });
    }

    private static string RequestId(HttpRequest request, Call call, bool isCompletion) =>
        isCompletion ? call.Id : new StableHash().Add(request.Method).Add(request.Target).ToHex();

    private void WriteAnswer(Reply reply, Call call, Fault? fault)
    {
        var answer = simulator.Answers.Make(call, reply.Wire.Name, fault is null ? default : FaultReplies.Shape(fault));
        reply.Tokens = answer.Tokens;
        reply.IsStream = call.Stream;
        if (call.Stream)
        {
            reply.ContentType = reply.Wire.IsSse ? "text/event-stream; charset=utf-8" : "application/x-ndjson";
            reply.Wire.WriteStream(reply.Log, call, answer);
        }
        else
        {
            reply.Wire.WriteAnswer(reply.Log.Begin(), call, answer);
            reply.Log.End(role: EventRole.Delta);
        }
    }

    private void WriteOther(Reply reply, HttpRequest request, Endpoint endpoint)
    {
        var log = reply.Log;
        var models = simulator.Options.Models;
        switch (endpoint)
        {
            case Endpoint.Models:
                ModelLists.Write(log.Begin(), reply.Wire, models);
                log.End();
                break;
            case Endpoint.Model:
                WriteModel(reply, request, models);
                break;
            case Endpoint.OllamaTags:
                ModelLists.WriteTags(log.Begin(), models);
                log.End();
                break;
            case Endpoint.OllamaVersion:
                log.AddRaw("""{"version":"0.0.0-simulated"}"""u8);
                break;
            default:
                reply.ContentType = "text/plain; charset=utf-8";
                log.AddRaw("Missy's simulator is running"u8);
                break;
        }
    }

    private static void WriteModel(Reply reply, HttpRequest request, IReadOnlyList<string> models)
    {
        const string Marker = "/models/";
        var id = Uri.UnescapeDataString(request.Path[(request.Path.LastIndexOf(Marker, StringComparison.Ordinal) + Marker.Length)..]);
        if (models.Contains(id))
        {
            ModelLists.WriteOne(reply.Log.Begin(), reply.Wire, id);
            reply.Log.End();
        }
        else
        {
            WriteError(reply, ServiceError.For(FailureKind.Status, 404, id));
        }
    }
}
