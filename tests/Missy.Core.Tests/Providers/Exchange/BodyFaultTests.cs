namespace Missy.Tests.Providers.Exchanges;

/// <summary>What is wrong with an answer that is not streamed, and with the connection that it comes by.</summary>
public sealed class BodyFaultTests
{
    public static TheoryData<string, string, ErrorKind> Failures
    {
        get
        {
            var rows = new TheoryData<string, string, ErrorKind>();
            foreach (var wire in ProviderHarness.Wires)
            {
                rows.Add("empty-body", wire, ErrorKind.MalformedResponse);
                rows.Add("html", wire, ErrorKind.MalformedResponse);
                rows.Add("truncated-json", wire, ErrorKind.MalformedResponse);
                rows.Add("malformed-event", wire, ErrorKind.MalformedResponse);
                rows.Add("data-after-end", wire, ErrorKind.MalformedResponse);
                rows.Add("wrong-length", wire, ErrorKind.Truncated);
                rows.Add("wrong-length;length=shorter", wire, ErrorKind.MalformedResponse);
                rows.Add("reset", wire, ErrorKind.Unavailable);
                rows.Add("reset;at=in-headers", wire, ErrorKind.Unavailable);
                rows.Add("reset;at=in-body;after=0", wire, ErrorKind.Unavailable);
                rows.Add("cut-stream;close=clean", wire, ErrorKind.MalformedResponse);
                rows.Add("cut-stream;close=abrupt", wire, ErrorKind.Truncated);
                rows.Add("cut-stream;close=reset", wire, ErrorKind.Unavailable);
                rows.Add("oversized-body;bytes=2000", wire, ErrorKind.MalformedResponse);
            }

            return rows;
        }
    }

    public static TheoryData<string, string> Harmless
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var wire in ProviderHarness.Wires)
            {
                foreach (var fault in (string[])["ok", "wrong-content-type", "bom", "small-chunks", "oversized-body;bytes=100"])
                {
                    rows.Add(fault, wire);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_broken_answer_is_a_failure_of_its_kind(string fault, string wire, ErrorKind kind)
    {
        using var harness = new ProviderHarness(fault);

        var (_, _, failure) = await harness.AskAsync(wire, stream: false, settings => settings with { MaxResponseBytes = 1900 });

        Assert.Equal(kind, failure!.Kind);
        Assert.Null(failure.PartialText);
    }

    [Theory]
    [MemberData(nameof(Harmless))]
    public async Task An_odd_but_whole_answer_is_read(string fault, string wire)
    {
        using var plain = new ProviderHarness();
        using var harness = new ProviderHarness(fault);

        var expected = await plain.AskAsync(wire, stream: false);
        var actual = await harness.AskAsync(wire, stream: false);

        Assert.Equal(expected.Response!.Content, actual.Response!.Content);
        Assert.NotEmpty(actual.Response.Content);
        Assert.NotNull(actual.Response.RequestId);
    }
}
