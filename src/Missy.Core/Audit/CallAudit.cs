using System.Buffers;
using System.Text.Json;

namespace Missy.Audit;

/// <summary>
/// Notes how one call ends, and writes that down when it is over: route, attempts and status, in fixed words. Nothing that was
/// asked, answered or said by the service gets here.
/// </summary>
internal sealed class CallAudit(AuditLog? log, Route route, TimeProvider time) : IAsyncDisposable
{
    private readonly long _started = time.GetTimestamp();

    // A stream that its reader leaves ends without a word.
    private string _status = "Abandoned";

    /// <summary>The requests that were sent.</summary>
    public IReadOnlyList<Attempt> Attempts { get; set; } = [];

    /// <summary>The call has its answer.</summary>
    public Response Succeeded(Response response)
    {
        _status = "Success";
        return response;
    }

    /// <summary>The call fails with this.</summary>
    /// <param name="exception">How.</param>
    /// <returns>False, so that it can stand where an exception passes by.</returns>
    public bool Failed(Exception exception)
    {
        _status = exception switch
        {
            MissyException known => known.Kind.ToString(),
            OperationCanceledException => nameof(ErrorKind.Cancelled),
            _ => nameof(ErrorKind.Unknown),
        };
        return false;
    }

    public async ValueTask DisposeAsync()
    {
        if (log is not null)
        {
            await log.AppendAsync(Write());
        }
    }

    private ReadOnlyMemory<byte> Write()
    {
        var duration = time.GetElapsedTime(_started);
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("time", time.GetUtcNow().UtcDateTime);
            writer.WriteString("status", _status);
            writer.WriteStartObject("route");
            writer.WriteString("provider", route.Provider);
            writer.WriteString("model", route.Model);
            writer.WriteEndObject();
            writer.WriteStartArray("attempts");
            foreach (var attempt in Attempts)
            {
                Write(writer, attempt);
            }

            writer.WriteEndArray();
            writer.WriteNumber("duration", Seconds(duration));
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter writer, Attempt attempt)
    {
        writer.WriteStartObject();
        writer.WriteString("provider", attempt.Provider);
        writer.WriteString("model", attempt.Model);
        writer.WriteString("key", attempt.Key);
        writer.WriteString("outcome", attempt.Outcome);
        if (attempt.Status is { } status)
        {
            writer.WriteNumber("status", status);
        }
        else
        {
            writer.WriteNull("status");
        }

        writer.WriteNumber("waited", Seconds(attempt.Waited));
        writer.WriteNumber("duration", Seconds(attempt.Duration));
        writer.WriteEndObject();
    }

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 6);
}
