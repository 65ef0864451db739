using System.Globalization;
using Missy.Simulation;
using Missy.Tests.Client;
using Missy.Tests.Network;

namespace Missy.Tests.Providers.Exchanges;

/// <summary>Answers that mean harm or come from somebody else: bombs, headers without measure, https that is none.</summary>
public sealed class HostileAnswerTests
{
    // What a connection has read when an answer is refused by its headers, and when its headers are too many.
    private const int Buffer = 64 * 1024;

    public static TheoryData<string, ErrorKind, string> Refused => new()
    {
        { "gzip-bomb", ErrorKind.MalformedResponse, "compressed (gzip), which was not asked for" },
        { "gzip-bomb;bytes=1", ErrorKind.MalformedResponse, "compressed (gzip), which was not asked for" },
        { "header=content-encoding: gzip", ErrorKind.MalformedResponse, "compressed (gzip), which was not asked for" },
        { "gzip-bomb;status=429;retry-after=3", ErrorKind.RateLimited, "no reason given" },
        { "gzip-bomb;status=503", ErrorKind.Unavailable, "no reason given" },
        { "huge-headers", ErrorKind.Unavailable, "sent more headers than are read" },
        { "huge-headers=70000", ErrorKind.Unavailable, "sent more headers than are read" },
        { "huge-headers=70000;count=1000", ErrorKind.Unavailable, "sent more headers than are read" },
    };

    public static TheoryData<string> Handshakes => ["tls", "tls=plain", "tls=closed", "tls=reset", "tls=untrusted", "ok"];

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task No_more_of_a_hostile_answer_is_read_than_it_takes_to_refuse_it(string fault, ErrorKind kind, string words)
    {
        foreach (var (wire, stream) in ProviderHarness.Ways)
        {
            var dialer = new FakeDialer();
            using var harness = Harness(wire, "http", dialer);
            harness.Simulator.AddFault(FaultRule.Parse(fault));

            var failure = await FailureAsync(harness, stream);

            Assert.Equal(kind, failure.Kind);
            Assert.Contains(words, failure.Message, StringComparison.Ordinal);
            Assert.Equal(kind == ErrorKind.RateLimited ? TimeSpan.FromSeconds(3) : null, failure.RetryAfter);
            Assert.InRange(dialer.BytesRead, 1, 3 * Buffer);
            Assert.Single(harness.Simulator.Requests);
        }
    }

    [Theory]
    [MemberData(nameof(Handshakes))]
    public async Task Https_that_fails_is_a_failure_of_its_own_before_anything_is_sent(string fault)
    {
        foreach (var (wire, stream) in ProviderHarness.Ways)
        {
            using var harness = Harness(wire, "https");
            harness.Simulator.AddFault(FaultRule.Parse(fault));

            var failure = await FailureAsync(harness, stream);

            Assert.Equal(ErrorKind.Unavailable, failure.Kind);
            Assert.Null(failure.Status);
            Assert.Contains("did not come to a secure connection (TLS): ", failure.Message, StringComparison.Ordinal);
            Assert.Contains("Check the address", failure.Remedy, StringComparison.Ordinal);
            Assert.Empty(harness.Simulator.Requests);
            Assert.Equal(1, harness.Simulator.Connections);
        }
    }

    [Fact]
    public async Task A_handshake_that_nobody_answers_takes_no_longer_than_connecting_may()
    {
        using var harness = Harness("openai", "https", settings: ", connect_timeout: 0.05");
        harness.Simulator.AddFault(FaultRule.Parse("tls=silent"));

        var failure = await FailureAsync(harness, stream: false);

        Assert.Equal(ErrorKind.Timeout, failure.Kind);
        Assert.Contains("'connect_timeout'", failure.Message, StringComparison.Ordinal);
        Assert.Empty(harness.Simulator.Requests);
    }

    [Theory]
    [InlineData("tls")]
    [InlineData("hang-up")]
    [InlineData("hang-up=in-headers")]
    public async Task A_server_that_does_not_answer_in_HTTP_is_not_there(string fault)
    {
        foreach (var (wire, stream) in ProviderHarness.Ways)
        {
            using var harness = new ProviderHarness(fault);

            var failure = (await harness.AskAsync(wire, stream)).Failure!;

            Assert.Equal((ErrorKind.Unavailable, null), (failure.Kind, failure.Status));
            Assert.Single(harness.Simulator.Requests);
        }
    }

    [Theory]
    [InlineData("hang-up")]
    [InlineData("reset")]
    [InlineData("tls")]
    public async Task A_connection_that_breaks_when_it_is_used_again_does_not_send_the_request_twice(string fault)
    {
        foreach (var (wire, stream) in ProviderHarness.Ways)
        {
            using var harness = new ProviderHarness($"call=2;{fault}");
            await harness.AskAsync(wire, stream);

            var failure = (await harness.AskAsync(wire, stream)).Failure!;

            Assert.Equal(ErrorKind.Unavailable, failure.Kind);
            Assert.Equal([1, 1], harness.Simulator.Requests.Select(request => request.Connection));
        }
    }

    [Theory]
    [InlineData("duplicate-headers")]
    [InlineData("header=x-request-id: other")]
    [InlineData("huge-headers=50000")]
    [InlineData("huge-headers=50000;count=100")]
    [InlineData("header=content-length: 3")]
    [InlineData("header=content-type: text/html")]
    [InlineData("rate-limit=garbage;retry-after=garbage;should-retry=false")]
    public async Task Headers_that_are_odd_but_within_measure_change_nothing(string fault)
    {
        foreach (var (wire, stream) in ProviderHarness.Ways)
        {
            using var plain = new ProviderHarness();
            using var harness = new ProviderHarness(fault);

            var expected = (await plain.AskAsync(wire, stream)).Response!;
            var actual = (await harness.AskAsync(wire, stream)).Response!;

            Assert.Equal((expected.Content, expected.RequestId), (actual.Content, actual.RequestId));
        }
    }

    [Theory]
    [InlineData("other-json", false, ErrorKind.MalformedResponse)]
    [InlineData("other-json", true, ErrorKind.MalformedResponse)]
    [InlineData("no-output", false, ErrorKind.MalformedResponse)]
    [InlineData("no-output", true, ErrorKind.MalformedResponse)]
    [InlineData("empty-body=503", false, ErrorKind.Unavailable)]
    [InlineData("empty-body=429", true, ErrorKind.RateLimited)]
    [InlineData("hang-up=after-headers", false, ErrorKind.Truncated)]
    [InlineData("hang-up=after-headers", true, ErrorKind.Truncated)]
    [InlineData("reset=after-headers", false, ErrorKind.Unavailable)]
    [InlineData("reset=after-headers", true, ErrorKind.Unavailable)]
    public async Task An_answer_without_an_answer_is_a_failure_without_text(string fault, bool stream, ErrorKind kind)
    {
        foreach (var wire in ProviderHarness.Wires)
        {
            using var harness = new ProviderHarness(fault);

            var outcome = await harness.AskAsync(wire, stream);

            // A JSON line that is not the last one is no answer's end.
            var expected = wire == "ollama" && stream && fault == "other-json" ? ErrorKind.Truncated : kind;
            Assert.Equal((expected, null), (outcome.Failure!.Kind, outcome.Failure.PartialText));
            Assert.Empty(outcome.Text);
        }
    }

    private static ClientHarness Harness(string wire, string scheme, FakeDialer? dialer = null, string settings = "")
    {
        var harness = new ClientHarness(change: options => options with { Dialer = dialer ?? new FakeDialer() });
        var url = string.Create(
            CultureInfo.InvariantCulture,
            $"{scheme}://127.0.0.1:{harness.Simulator.Port}/{(wire is "anthropic" or "ollama" ? "" : "v1")}");
        harness.WriteConfig($"providers: {{ it: {{ name: {wire}, model: m, base_url: '{url}', api_key: $IT_KEY{settings} }} }}");
        harness.Variables["IT_KEY"] = ProviderHarness.Key;
        return harness;
    }

    private static async Task<MissyException> FailureAsync(ClientHarness harness, bool stream)
    {
        var failure = await Assert.ThrowsAsync<MissyException>(async () =>
        {
            if (!stream)
            {
                await harness.AskAsync("hi");
                return;
            }

            var chunks = harness.Client.StreamAsync(ClientHarness.Question("hi"), harness.Caller, TestContext.Current.CancellationToken);
            await foreach (var chunk in chunks)
            {
                Assert.Fail($"A {chunk.Kind} came.");
            }
        });
        Assert.DoesNotContain(ProviderHarness.Key, string.Join('\n', failure, failure.Remedy, failure.Code), StringComparison.OrdinalIgnoreCase);
        return failure;
    }
}
