using static Missy.ErrorKind;
using static Missy.Tests.Calls.Fate;

namespace Missy.Tests.Calls;

/// <summary>What each fault of the simulator leads to.</summary>
internal static class FaultTable
{
    // A key that rests without being told how long rests for ten seconds, then for twenty: the only one is waited for.
    private static readonly double[] _keyRests = [10, 20];

    /// <summary>Failed statuses, and what their bodies say.</summary>
    private static readonly FaultCase[] _statuses =
    [
        new("400", Never(InvalidRequest)),
        new("401", Never(Authentication)),
        new("402", Never(QuotaExceeded)),
        new("403", Never(PermissionDenied)),
        new("404", Never(NotFound)),
        new("405", Never(NotFound)),
        new("408", Again(ErrorKind.Timeout)),
        new("409", Never(InvalidRequest)),
        new("409;should-retry=true", new Fate(InvalidRequest, 3, Counts: false, Recovers: true)),
        new("410", Never(NotFound)),
        new("413", Never(InvalidRequest)),
        new("422", Never(InvalidRequest)),
        new("429", Slower) { Waits = _keyRests },
        new("500", Again(Unavailable)),
        new("500;should-retry=false", Lasting(Unavailable)),
        new("502", Again(Unavailable)),
        new("503", Again(Unavailable)),
        new("504", Again(Unavailable)) { But = Only("anthropic", Again(ErrorKind.Timeout)) },
        new("529", Again(Overloaded)),
        new("599", Again(Unavailable)),
        new("insufficient-quota", Never(QuotaExceeded)) { But = Only("ollama", Slower), Waits = _keyRests },
        new("usage-limit", Never(QuotaExceeded)) { But = Only("ollama", Never(InvalidRequest)) },
        new("credit-balance", Never(InvalidRequest)) { But = Only("anthropic", Never(QuotaExceeded)) },
        new("context-length", Never(ContextLengthExceeded)) { But = Only("ollama", Never(InvalidRequest)) },
        new("html=502", Again(Unavailable)),
        new("html=403", Never(PermissionDenied)),
        new("empty-body=503", Again(Unavailable)),
        new("gzip-bomb=100000;status=503", Again(Unavailable)),
        new("redirect", Lasting(MalformedResponse)),
    ];

    /// <summary>Every form of Retry-After; at most half a minute is waited.</summary>
    private static readonly FaultCase[] _waits =
    [
        new("429;retry-after=0", Slower),
        new("429;retry-after=2", Slower) { Waits = [2, 2] },
        new("429;retry-after=30", Slower) { Waits = [30, 30] },
        new("429;retry-after=31", Never(RateLimited)),
        new("429;retry-after=huge", Never(RateLimited)),
        new("429;retry-after=date:3", Slower) { Waits = [3, 3] },
        new("429;retry-after=past", Slower),
        new("429;retry-after=ms:1500", Slower) { Waits = [1.5, 1.5] },
        new("429;retry-after=garbage", Slower) { Waits = _keyRests },
        new("429;retry-after=2;should-retry=false", Never(RateLimited)),
        new("503;retry-after=2", Again(Unavailable)) { Waits = [2, 2] },
        new("503;retry-after=past", Again(Unavailable)),
        new("503;retry-after=31", Lasting(Unavailable)),
        new("529;retry-after=ms:250", Again(Overloaded)) { Waits = [0.25, 0.25] },
        new("error-body=429;retry-after=3", Slower) { But = Only("ollama", Again(Unavailable)), Waits = [3, 3] },
        new("error-body=503;retry-after=31", Lasting(Unavailable)),
        new("error-event=529;retry-after=3", Again(Overloaded)) { But = Only("ollama", Again(Unavailable)), Waits = [3, 3] },
    ];

    /// <summary>A status that promises well, and a body that does not keep it. Ollama's errors are words alone and tell no kind.</summary>
    private static readonly FaultCase[] _bodies =
    [
        new("error-body", Again(Unavailable)),
        new("error-body;should-retry=false", Lasting(Unavailable)),
        new("error-body=400", Never(InvalidRequest)) { But = Only("ollama", Again(Unavailable)) },
        new("error-body=401", Never(Authentication)) { But = Only("ollama", Again(Unavailable)) },
        new("error-body=529", Again(Overloaded)) { But = Only("ollama", Again(Unavailable)) },
        new("error-body=insufficient-quota", Never(QuotaExceeded)) { But = Only("ollama", Again(Unavailable)) },
        new("error-event", Again(Unavailable)),
        new("error-event;deltas=2", Again(Unavailable), Broken(Unavailable)),
        new("error-event=429;deltas=2;retry-after=3", Slower, Broken(RateLimited, counts: false))
        {
            But = new Dictionary<string, Fate> { ["ollama whole"] = Again(Unavailable), ["ollama streamed"] = Broken(Unavailable) },
            Waits = [3, 3],
        },
        new("error-event=529;deltas=2;form=failed", Again(Overloaded), Broken(Overloaded))
        {
            But = new Dictionary<string, Fate> { ["ollama whole"] = Again(Unavailable), ["ollama streamed"] = Broken(Unavailable) },
        },
        new("empty-body", Again(MalformedResponse), Again(Truncated)),
        new("no-output", Again(MalformedResponse)),
        new("other-json", Again(MalformedResponse)) { But = Only("ollama streamed", Again(Truncated)) },
        new("html", Again(MalformedResponse)),
        new("truncated-json", Again(MalformedResponse), Again(Truncated)),
        new("malformed-event", Again(MalformedResponse)),
        new("malformed-event;deltas=2", Again(MalformedResponse), Broken()),
        new("wrong-length", Again(Truncated), Answer),
        new("wrong-length;length=shorter;by=20", Again(MalformedResponse), Broken()),
        new("gzip-bomb=100000", Lasting(MalformedResponse)),
        new("no-end-marker", Answer, Broken()),
        new("data-after-end", Again(MalformedResponse), Answer),
    ];

    /// <summary>Connections and streams that break, or fall silent.</summary>
    private static readonly FaultCase[] _breaks =
    [
        new("reset", Again(Unavailable)),
        new("reset=in-headers", Again(Unavailable)),
        new("reset=after-headers", Again(Unavailable)),
        new("reset=in-body;deltas=2", Again(Unavailable), Broken()),
        new("hang-up", Again(Unavailable)),
        new("hang-up=in-headers", Again(Unavailable)),
        new("hang-up=after-headers", Again(Truncated)),
        new("hang-up=in-body;deltas=2", Again(Truncated), Broken()),
        new("cut-stream", Again(MalformedResponse), Again(Truncated)),
        new("cut-stream;close=abrupt", Again(Truncated)),
        new("cut-stream;close=reset", Again(Unavailable)),
        new("cut-stream;deltas=3", Again(MalformedResponse), Broken()),
        new("cut-stream;deltas=3;close=abrupt", Again(Truncated), Broken()),
        new("cut-stream;deltas=3;close=reset", Again(Unavailable), Broken()),
        new("cut-stream;deltas=3;at=mid-event", Again(MalformedResponse), Broken()),
        new("cut-stream;deltas=1;at=mid-character", Again(MalformedResponse), Broken()),
        new("no-answer", TimedOut) { Silent = true },
        new("slow-headers", TimedOut) { Silent = true },
        new("stall=0", TimedOut) { Silent = true },
        new("stall;at=after-headers", TimedOut) { Silent = true },
        new("stall;deltas=2", TimedOut, Broken()) { Silent = true },
        new("huge-headers=70000", Again(Unavailable)),
        new("tls", Again(Unavailable)),
        new("tls=alert", Lasting(Unavailable)),
        new("tls=plain", Lasting(Unavailable)),
        new("tls=closed", Lasting(Unavailable)),
        new("tls=reset", Lasting(Unavailable)),
        new("tls=untrusted", Lasting(Unavailable)),
        new("tls=silent", TimedOut with { Recovers = false }) { ConnectTimeout = 0.05 },
    ];

    /// <summary>What is odd, and no failure.</summary>
    private static readonly FaultCase[] _harmless =
    [
        new("ok", Answer),
        new("wrong-content-type", Answer),
        new("wrong-content-type=text/html", Answer),
        new("duplicate-headers", Answer),
        new("bom", Answer),
        new("small-chunks", Answer),
        new("comments", Answer),
        new("multi-line-data", Answer),
        new("line-endings=crlf", Answer),
        new("long-line=300000", Answer),
        new("oversized-body=2000", Answer),
        new("rate-limit", Answer),
        new("header=x-should-retry: false", Answer),
        new("latency=5000", Answer) { Passes = [5] },
        new("slow-headers=1000", Answer) { Passes = [1] },
        new("slow-drip=1000;bytes=300", Answer) { Passes = [1] },
    ];

    /// <summary>All of it, by the fault's text.</summary>
    public static IReadOnlyDictionary<string, FaultCase> All { get; } =
        ((FaultCase[])[.. _statuses, .. _waits, .. _bodies, .. _breaks, .. _harmless]).ToDictionary(row => row.Fault);

    private static Dictionary<string, Fate> Only(string wire, Fate fate) => new() { [wire] = fate };
}
