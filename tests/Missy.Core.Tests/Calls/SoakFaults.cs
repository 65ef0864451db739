namespace Missy.Tests.Calls;

/// <summary>What goes wrong in the soak: faults by model, each on some of its calls, and faults by key.</summary>
internal static class SoakFaults
{
    /// <summary>The rest that a 429 asks for, in seconds, where it says nothing that can be read.</summary>
    public const double UnsaidRest = 10;

    // After any of these an answer is whole.
    private static readonly string[] _harmless =
    [
        "ok", "comments", "multi-line-data", "line-endings=mixed", "small-chunks=40", "data-after-end", "rate-limit=5", "duplicate-headers", "wrong-content-type", "latency=20",
    ];

    private static readonly string[] _harmful =
    [
        "500", "502", "503;retry-after=1", "504", "529", "408", "400", "404", "409;should-retry=true", "413", "422", "context-length",
        "error-body;error=503", "error-event;deltas=1", "error-event;error=529", "empty-body", "other-json", "html",
        "truncated-json", "wrong-length;length=longer", "reset", "reset;at=in-headers", "reset;at=in-body", "hang-up",
        "cut-stream;after=0", "cut-stream;deltas=1", "cut-stream;deltas=2;at=mid-event", "cut-stream;after=1;close=abrupt", "malformed-event;after=0",
        "malformed-event;deltas=1", "no-end-marker", "redirect", "huge-headers", "no-answer", "stall;deltas=1",
        "429;retry-after=1", "429;retry-after=2", "429;retry-after=ms:250", "429;retry-after=past", "429;retry-after=garbage",
    ];

    private static readonly string[] _byKey =
    [
        "key=test-key-soak-a1;flap=1:40;429;retry-after=2",
        "key=test-key-soak-b1;flap=2:60;429;retry-after=1",
        "key=test-key-soak-c2;flap=1:50;429;retry-after=ms:700",
        "key=test-key-soak-b3;call=300-;401;message=The key test-key-soak-b3 is not valid.",
        "key=test-key-soak-d1;call=500-;402",
        "key=test-key-soak-d2;flap=1:30;429;retry-after=1",
    ];

    /// <summary>The models to call; half of them have no fault of their own.</summary>
    public static IReadOnlyList<string> Models { get; } =
        [.. Enumerable.Range(0, _harmless.Length + _harmful.Length).SelectMany(number => new[] { $"m{number}", "plain" })];

    /// <summary>The rules, for the simulator.</summary>
    public static IEnumerable<string> Rules =>
        _byKey.Concat(_harmless.Concat(_harmful).Select((fault, number) => $"model=m{number};flap=1:{1 + (number % 3)};{fault}"));

    /// <summary>Whether an answer that met this fault may count as one.</summary>
    public static bool Allows(string? fault, bool stream) => fault switch
    {
        null => true,
        "no-end-marker" => !stream,

        // A stream is whole with its end marker, whatever its length was to be.
        "wrong-length;length=longer" => stream,
        _ => _harmless.Contains(fault),
    };

    /// <summary>How long a fault parks its key at the least, in seconds; zero = not at all.</summary>
    public static double Rest(string? fault) => fault switch
    {
        null => 0,
        "402" => 3600,
        _ when fault.StartsWith("401", StringComparison.Ordinal) => double.MaxValue,
        "429;retry-after=past" => 0,
        "429;retry-after=garbage" => UnsaidRest,
        "429;retry-after=ms:250" => 0.25,
        "429;retry-after=ms:700" => 0.7,
        "429;retry-after=1" => 1,
        "429;retry-after=2" => 2,
        _ => 0,
    };

    /// <summary>Whether a fault parks its key for every model.</summary>
    public static bool IsForAllModels(string fault) => !fault.StartsWith("429", StringComparison.Ordinal);
}
