using System.Text.Json;

namespace Missy.Simulation.Chat;

/// <summary>One wire protocol: reads its requests and writes its answers. Has no state.</summary>
internal abstract class Wire
{
    /// <summary>The name that answers mention.</summary>
    public abstract string Name { get; }

    /// <summary>The header in which the service names a request.</summary>
    public abstract string RequestIdHeader { get; }

    /// <summary>Whether streams are server-sent events; if not, they are JSON lines.</summary>
    public virtual bool IsSse => true;

    /// <summary>Fills <paramref name="call"/> from a request body; returns the error that the service would answer, or null.</summary>
    public abstract ServiceError? Read(JsonElement body, string path, Call call);

    /// <summary>Writes a plain answer.</summary>
    public abstract void WriteAnswer(Utf8JsonWriter json, Call call, Answer answer);

    /// <summary>Writes a streamed answer, its end marker included.</summary>
    public abstract void WriteStream(EventLog log, Call call, Answer answer);

    /// <summary>Writes an error as a body.</summary>
    public abstract void WriteError(Utf8JsonWriter json, ServiceError error, string requestId);

    /// <summary>Appends an error as an event of a stream.</summary>
    /// <param name="log">The stream so far.</param>
    /// <param name="error">The error.</param>
    /// <param name="call">What was asked.</param>
    /// <param name="asFailure">Use the protocol's other form, where it has two.</param>
    public abstract void WriteErrorEvent(EventLog log, ServiceError error, Call call, bool asFailure);
}
