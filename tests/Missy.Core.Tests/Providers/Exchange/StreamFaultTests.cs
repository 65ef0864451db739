using Missy.Chat;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.Exchanges;

/// <summary>What can befall a stream: cut, reset or garbled before, between and after its pieces.</summary>
public sealed class StreamFaultTests
{
    /// <summary>Fault, wire, kind, and whether text had come before it.</summary>
    public static TheoryData<string, string, ErrorKind, bool> Failures
    {
        get
        {
            var rows = new TheoryData<string, string, ErrorKind, bool>();
            foreach (var (fault, kind, text) in Faults)
            {
                foreach (var wire in ProviderHarness.Wires.Append("openai-codex"))
                {
                    rows.Add(fault, wire, Special(fault, wire) ?? kind, text);
                }
            }

            return rows;
        }
    }

    public static TheoryData<string, string> Harmless
    {
        get
        {
            var rows = new TheoryData<string, string>();
            string[] faults =
            [
                "ok", "wrong-length", "wrong-content-type", "wrong-content-type;type=application/json", "wrong-content-type;type=text/html",
                "data-after-end", "line-endings;ending=lf", "line-endings;ending=crlf", "line-endings;ending=cr", "line-endings;ending=mixed",
                "comments", "multi-line-data", "bom", "small-chunks", "small-chunks;bytes=3", "long-line;bytes=300000",
                "oversized-body;bytes=70000",
            ];
            foreach (var fault in faults)
            {
                // JSON lines know no line end but LF and CRLF.
                var lines = fault is "line-endings;ending=cr" or "line-endings;ending=mixed";
                foreach (var wire in ProviderHarness.Wires.Append("openai-codex").Where(wire => !(lines && wire == "ollama")))
                {
                    rows.Add(fault, wire);
                }
            }

            return rows;
        }
    }

    private static IEnumerable<(string Fault, ErrorKind Kind, bool Text)> Faults =>
    [
        ("empty-body", ErrorKind.Truncated, false),
        ("html", ErrorKind.MalformedResponse, false),
        ("truncated-json", ErrorKind.Truncated, false),
        ("wrong-length;length=shorter;by=20", ErrorKind.Truncated, true),
        ("reset", ErrorKind.Unavailable, false),
        ("reset;at=in-headers", ErrorKind.Unavailable, false),
        ("reset;at=in-body;after=0", ErrorKind.Unavailable, false),
        ("reset;at=in-body;deltas=2", ErrorKind.Truncated, true),
        ("cut-stream", ErrorKind.Truncated, false),
        ("cut-stream;close=abrupt", ErrorKind.Truncated, false),
        ("cut-stream;close=reset", ErrorKind.Unavailable, false),
        ("cut-stream;deltas=0;at=mid-event", ErrorKind.Truncated, false),
        ("cut-stream;deltas=3", ErrorKind.Truncated, true),
        ("cut-stream;deltas=3;close=abrupt", ErrorKind.Truncated, true),
        ("cut-stream;deltas=3;close=reset", ErrorKind.Truncated, true),
        ("cut-stream;deltas=3;at=mid-event", ErrorKind.Truncated, true),
        ("cut-stream;deltas=3;at=mid-event;close=abrupt", ErrorKind.Truncated, true),
        ("cut-stream;deltas=1;at=mid-character", ErrorKind.Truncated, true),
        ("cut-stream;deltas=1;at=mid-character;close=reset", ErrorKind.Truncated, true),
        ("malformed-event", ErrorKind.MalformedResponse, false),
        ("malformed-event;deltas=2", ErrorKind.Truncated, true),
        ("error-event", ErrorKind.Unavailable, false),
        ("error-event;error=529", ErrorKind.Overloaded, false),
        ("error-event;deltas=2", ErrorKind.Unavailable, true),
        ("error-event;deltas=2;error=429", ErrorKind.RateLimited, true),
        ("error-event;deltas=2;error=insufficient-quota", ErrorKind.QuotaExceeded, true),
        ("error-event;deltas=2;error=529;form=failed", ErrorKind.Overloaded, true),
        ("no-end-marker", ErrorKind.Truncated, true),
    ];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_broken_stream_is_a_failure_that_keeps_the_text_so_far(string fault, string wire, ErrorKind kind, bool text)
    {
        using var harness = new ProviderHarness(fault);

        var outcome = await harness.AskAsync(wire, stream: true);

        Assert.Equal(kind, outcome.Failure!.Kind);
        Assert.Equal(text, outcome.Text.Length > 0);
    }

    [Theory]
    [MemberData(nameof(Harmless))]
    public async Task An_odd_but_whole_stream_is_read(string fault, string wire)
    {
        using var harness = new ProviderHarness(fault);

        var outcome = await harness.AskAsync(wire, stream: true);

        Assert.NotEmpty(outcome.Response!.Content);
        Assert.EndsWith("and you wrote: \"Hello\"", outcome.Response.Content, StringComparison.Ordinal);
        Assert.NotNull(outcome.Response.RequestId);
        Assert.True(outcome.Chunks.Count(chunk => chunk.Kind == ChunkKind.Text) > 1);
    }

    [Theory]
    [InlineData("""{"choices":[{"index":0,"delta":{"reasoning_content":"Hm"}}]}""")]
    [InlineData("""{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c","function":{"name":"n","arguments":""}}]}}]}""")]
    public async Task Thinking_and_tool_calls_are_output_too_so_what_follows_was_cut(string output)
    {
        foreach (var rest in (string[])["data: {no json\n\n", "data: \"text\"\n\n", ""])
        {
            using var server = new ScriptedServer(ScriptedServer.Answer(Sse.Data(output) + rest, type: "text/event-stream"));
            using var harness = new ProviderHarness(server.BaseUrl);

            var outcome = await harness.AskAsync("openai", stream: true);

            Assert.Equal(ErrorKind.Truncated, outcome.Failure!.Kind);
            Assert.Null(outcome.Failure.PartialText);
        }
    }

    private static ErrorKind? Special(string fault, string wire) => (wire, fault) switch
    {
        ("ollama", _) when fault.StartsWith("error-event", StringComparison.Ordinal) => ErrorKind.Unavailable,
        _ => null,
    };
}
