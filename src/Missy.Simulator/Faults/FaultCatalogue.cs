namespace Missy.Simulation.Faults;

/// <summary>The names, parameters and descriptions of all faults. Built at first use.</summary>
internal static class FaultCatalogue
{
    private static readonly (FaultKind Kind, FaultName Name)[] _all = Build();

    public static IReadOnlyList<FaultName> Names { get; } = Array.ConvertAll(_all, entry => entry.Name);

    public static (FaultKind Kind, FaultName Name)? Find(string name)
    {
        foreach (var entry in _all)
        {
            if (string.Equals(entry.Name.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return entry;
            }
        }

        return null;
    }

    private static (FaultKind Kind, FaultName Name)[] Build()
    {
        string[] place = ["after", "deltas", "at"];
        return
        [
            Entry(FaultKind.Ok, "ok", "the normal answer; shields a call from later rules"),
            Entry(FaultKind.Status, "status", "an error status in the service's own form; a bare number such as 429 means this too", ["status", "message"]),
            Entry(FaultKind.InsufficientQuota, "insufficient-quota", "429 that means an empty account, not a rate", ["status", "message"]),
            Entry(FaultKind.UsageLimit, "usage-limit", "400: the account's own spending limit is reached", ["status", "message"]),
            Entry(FaultKind.CreditBalance, "credit-balance", "400: the prepaid balance is used up", ["status", "message"]),
            Entry(FaultKind.ContextLength, "context-length", "400: the prompt does not fit the model", ["status", "message"]),
            Entry(FaultKind.ErrorBody, "error-body", "status 200 with an error as its body", ["error", "message"]),
            Entry(FaultKind.ErrorEvent, "error-event", "an error inside a stream that began well", ["error", "message", "after", "deltas", "form"]),
            Entry(FaultKind.EmptyBody, "empty-body", "status 200 (or status) and nothing else", ["status"]),
            Entry(FaultKind.NoOutput, "no-output", "a whole answer that says nothing"),
            Entry(FaultKind.SchemaMisfit, "schema-misfit", "JSON that the schema asked for refuses; any other answer as usual"),
            Entry(FaultKind.OtherJson, "other-json", "status 200 with JSON that is no answer of this protocol"),
            Entry(FaultKind.Html, "html", "a web page in place of the answer", ["status"]),
            Entry(FaultKind.TruncatedJson, "truncated-json", "half of the JSON, though the HTTP message is whole"),
            Entry(FaultKind.WrongLength, "wrong-length", "a Content-Length that is longer or shorter than the body", ["length", "by"]),
            Entry(FaultKind.WrongContentType, "wrong-content-type", "the right body under a wrong Content-Type", ["type"]),
            Entry(FaultKind.OversizedBody, "oversized-body", "that many bytes of padding before the answer", ["bytes"]),
            Entry(FaultKind.GzipBomb, "gzip-bomb", "the answer behind 1 GiB (or bytes) of padding, all of it compressed to a thousandth, though nobody asked", ["bytes", "status"]),
            Entry(FaultKind.HugeHeaders, "huge-headers", "1 MiB (or bytes) of headers more, in one line or in count", ["bytes", "count"]),
            Entry(FaultKind.DuplicateHeaders, "duplicate-headers", "every header twice"),
            Entry(FaultKind.Redirect, "redirect", "a redirect to another address", ["to", "status"]),
            Entry(FaultKind.Reset, "reset", "a TCP reset before the headers, in them, after them or in the body", ["at", "after", "deltas"]),
            Entry(FaultKind.HangUp, "hang-up", "the connection closes, without a reset, before the headers, in them, after them or in the body", ["at", "after", "deltas"]),
            Entry(FaultKind.Tls, "tls", "https fails: an alert, plain HTTP, a close, a reset, silence, or a certificate that nobody trusts", ["form"]),
            Entry(FaultKind.NoAnswer, "no-answer", "no byte of an answer, until the client gives up or ms are over", ["ms"]),
            Entry(FaultKind.SlowHeaders, "slow-headers", "a header line every ms; without ms it stops after the first", ["ms"]),
            Entry(FaultKind.SlowDrip, "slow-drip", "the body in bytes of 1 (or bytes) every ms (100)", ["ms", "bytes"]),
            Entry(FaultKind.CutStream, "cut-stream", "the answer ends too early, by a clean close, an abrupt one or a reset", ["after", "deltas", "at", "close"]),
            Entry(FaultKind.Stall, "stall", "the answer stops in its midst until the client gives up or ms are over", [.. place, "ms"]),
            Entry(FaultKind.MalformedEvent, "malformed-event", "one event whose data are not JSON", ["after", "deltas"]),
            Entry(FaultKind.NoEndMarker, "no-end-marker", "a stream that lacks its end marker but closes cleanly"),
            Entry(FaultKind.DataAfterEnd, "data-after-end", "one more event after the end marker"),
            Entry(FaultKind.LineEndings, "line-endings", "lines of a stream end with lf, crlf, cr or mixed", ["ending"]),
            Entry(FaultKind.Comments, "comments", "keep-alive comments, pings or blank lines between the events"),
            Entry(FaultKind.MultiLineData, "multi-line-data", "events whose data are spread over several lines"),
            Entry(FaultKind.Bom, "bom", "a byte order mark before the body"),
            Entry(FaultKind.SmallChunks, "small-chunks", "the body in chunks of 1 byte (or bytes), each sent by itself", ["bytes"]),
            Entry(FaultKind.LongLine, "long-line", "a first piece of text of 10 MiB (or bytes), in one event", ["bytes"]),
            Entry(FaultKind.Latency, "latency", "that many milliseconds before the answer begins", ["latency"]),
            Entry(FaultKind.TokensPerSecond, "tokens-per-second", "the answer at that speed", ["tokens-per-second"]),
            Entry(FaultKind.RateLimit, "rate-limit", "the good answer with the headers of a rate limit", ["rate-limit"]),
            Entry(FaultKind.Header, "header", "the good answer with a header more", ["header"]),
        ];
    }

    private static (FaultKind Kind, FaultName Name) Entry(FaultKind kind, string name, string description, string[]? parameters = null) =>
        (kind, new FaultName(name, description, parameters ?? []));
}
