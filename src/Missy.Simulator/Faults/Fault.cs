using Missy.Simulation.Chat;
using Missy.Simulation.Faults;

namespace Missy.Simulation;

/// <summary>One way in which the simulator misbehaves, written as a short text.</summary>
/// <remarks>
/// <para>The text is a name and parameters, separated by semicolons: <c>cut-stream;after=3;close=abrupt</c>. A bare status
/// is a fault too (<c>429;retry-after=2</c>), and a fault's first parameter may be given with its name
/// (<c>stall=2</c>, <c>redirect=https://example.com/</c>). The same text serves in the request header
/// <c>x-simulator-fault</c>, in options and on command lines. <see cref="KnownNames"/> lists all names.</para>
/// <list type="table">
/// <listheader><term>parameter</term><description>meaning</description></listheader>
/// <item><term><c>status</c></term><description>an HTTP status, 200 to 599</description></item>
/// <item><term><c>retry-after</c></term><description>with every fault: whole seconds; <c>date</c> or <c>date:30</c> (an HTTP date so many seconds ahead, else 2);
/// <c>past</c> (a date an hour ago); <c>ms</c> or <c>ms:250</c> (the header <c>retry-after-ms</c>, else 1500); <c>huge</c>; <c>garbage</c>; <c>absent</c>, the default</description></item>
/// <item><term><c>should-retry</c></term><description>with every fault: <c>true</c> or <c>false</c>: the header <c>x-should-retry</c></description></item>
/// <item><term><c>rate-limit</c></term><description>with every fault: the headers of a limit of 100 requests and 40,000 tokens with so many requests left (<c>0</c>),
/// or <c>garbage</c> in them; <c>openai:</c> or <c>anthropic:</c> before it says whose headers, else the wire does</description></item>
/// <item><term><c>header</c></term><description>with every fault, and more than once: a header more, <c>name: value</c>, without a semicolon</description></item>
/// <item><term><c>message</c></term><description>the error's text</description></item>
/// <item><term><c>error</c></term><description>the error inside a 200: a status (500 is the default) or the name of a failure such as <c>insufficient-quota</c></description></item>
/// <item><term><c>form</c></term><description><c>error</c> or <c>failed</c>: the Responses wire's events <c>error</c> and <c>response.failed</c>;
/// for <c>tls</c>: <c>alert</c>, <c>plain</c> (HTTP in clear), <c>closed</c>, <c>reset</c>, <c>silent</c> or <c>untrusted</c> (a certificate made for this machine
/// by nobody known; a client that takes it is answered)</description></item>
/// <item><term><c>after</c></term><description>so many events of the stream are sent first (0). Where the stream has no more than that, its end marker is what is missing</description></item>
/// <item><term><c>deltas</c></term><description>so many pieces of output (text, thinking, tool arguments) are sent first; in place of <c>after</c></description></item>
/// <item><term><c>at</c></term><description>where in the next event: <c>boundary</c> (before it), <c>mid-event</c>, <c>mid-character</c> (between two bytes of one character);
/// <c>after-headers</c> (no byte of the body); for <c>reset</c> and <c>hang-up</c>: <c>before-headers</c>, <c>in-headers</c>, <c>after-headers</c>, <c>in-body</c></description></item>
/// <item><term><c>close</c></term><description><c>clean</c> (the chunked body is ended properly), <c>abrupt</c> (the connection is closed) or <c>reset</c></description></item>
/// <item><term><c>ms</c></term><description>milliseconds; a waiting fault without it waits until the client goes away, with it the answer goes on afterwards</description></item>
/// <item><term><c>bytes</c>, <c>by</c>, <c>count</c></term><description>a number of bytes, or of header lines</description></item>
/// <item><term><c>latency</c></term><description>with every fault: milliseconds before the answer begins</description></item>
/// <item><term><c>tokens-per-second</c></term><description>with every fault: the answer's speed</description></item>
/// </list>
/// <para>A plain answer counts as one event: a cut or stall falls in the middle of its body.</para>
/// <para>On a request that came without TLS, <c>tls</c> is what a server that knows nothing else does: an alert, and the close.</para>
/// </remarks>
public sealed class Fault : IEquatable<Fault>
{
    internal Fault(FaultKind kind, string name, string text)
    {
        Kind = kind;
        Name = name;
        Text = text;
    }

    /// <summary>Every fault, with a one-line description and its parameters, in a stable order.</summary>
    public static IReadOnlyList<FaultName> KnownNames => FaultCatalogue.Names;

    /// <summary>The stable kebab-case name; a bare status has the name <c>status</c>.</summary>
    public string Name { get; }

    /// <summary>The text that <see cref="Parse"/> reads, without blanks around it.</summary>
    public string Text { get; }

    internal FaultKind Kind { get; }

    internal int Status { get; set; }

    internal FailureKind Failure { get; set; }

    internal string? Message { get; set; }

    internal RetryAfter RetryAfter { get; set; }

    internal string? ShouldRetry { get; set; }

    internal RateLimit RateLimit { get; set; }

    internal List<(string Name, string Value)> Headers { get; } = [];

    internal bool AsFailure { get; set; }

    internal TlsForm Tls { get; set; }

    internal int After { get; set; }

    internal int? Deltas { get; set; }

    internal CutPlace At { get; set; }

    internal CloseMode Close { get; set; }

    internal LineEnding Ending { get; set; } = LineEnding.CrLf;

    /// <summary>Null waits for the client.</summary>
    internal int? Milliseconds { get; set; }

    internal int? Bytes { get; set; }

    internal int Count { get; set; } = 1;

    internal bool Shorter { get; set; }

    /// <summary>The target of a redirect, or a content type.</summary>
    internal string? Target { get; set; }

    internal int Latency { get; set; }

    internal double TokensPerSecond { get; set; }

    /// <summary>Reads a fault's text.</summary>
    /// <exception cref="FormatException">The text names no known fault or parameter, or a value does not fit; the message says which, and what is known.</exception>
    public static Fault Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return FaultParser.Parse(text, FaultParser.Split(text));
    }

    /// <inheritdoc/>
    public bool Equals(Fault? other) => other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Fault);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The fault's text.</summary>
    public override string ToString() => Text;
}
