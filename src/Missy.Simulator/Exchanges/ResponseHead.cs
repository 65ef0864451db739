using System.Globalization;
using Missy.Simulation.Faults;
using Missy.Simulation.Http;

namespace Missy.Simulation.Exchanges;

/// <summary>Writes status line and headers.</summary>
internal static class ResponseHead
{
    /// <param name="writer">Where to.</param>
    /// <param name="exchange">Whose reply; its record gets the status.</param>
    /// <param name="length">The Content-Length, or null for a chunked body.</param>
    public static void Write(ResponseWriter writer, Exchange exchange, long? length)
    {
        exchange.Record.Status = exchange.Reply.Status;
        writer.StartHead(exchange.Reply.Status);
        foreach (var (name, value) in Headers(exchange, length))
        {
            writer.Header(name, value);
        }

        writer.EndHead();
    }

    public static IEnumerable<(string Name, string Value)> Headers(Exchange exchange, long? length) =>
        exchange.Fault?.Kind == FaultKind.DuplicateHeaders
            ? Once(exchange, length).SelectMany(static header => Enumerable.Repeat(header, 2))
            : Once(exchange, length);

    private static IEnumerable<(string Name, string Value)> Once(Exchange exchange, long? length)
    {
        var reply = exchange.Reply;
        yield return ("content-type", reply.ContentType);
        if (length is null)
        {
            yield return ("transfer-encoding", "chunked");
        }
        else
        {
            yield return ("content-length", length.Value.ToString(CultureInfo.InvariantCulture));
        }

        yield return (reply.Wire.RequestIdHeader, reply.RequestId);
        yield return ("server", "missy-simulator");
        if (reply.IsStream)
        {
            yield return ("cache-control", "no-cache");
        }

        if (!exchange.Request.KeepAlive)
        {
            yield return ("connection", "close");
        }

        foreach (var header in reply.Headers ?? [])
        {
            yield return header;
        }
    }
}
