using System.Net;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.Exchanges;

/// <summary>What a service says by status and body, whole or streamed.</summary>
public sealed class StatusFaultTests
{
    public static TheoryData<string, string, bool, ErrorKind, int> Failures
    {
        get
        {
            var rows = new TheoryData<string, string, bool, ErrorKind, int>();
            foreach (var (fault, kind, status) in Statuses)
            {
                foreach (var (wire, stream) in ProviderHarness.Ways)
                {
                    rows.Add(fault, wire, stream, Special(fault, wire) ?? kind, status);
                }
            }

            return rows;
        }
    }

    private static IEnumerable<(string Fault, ErrorKind Kind, int Status)> Statuses =>
    [
        ("400", ErrorKind.InvalidRequest, 400),
        ("401", ErrorKind.Authentication, 401),
        ("402", ErrorKind.QuotaExceeded, 402),
        ("403", ErrorKind.PermissionDenied, 403),
        ("404", ErrorKind.NotFound, 404),
        ("405", ErrorKind.NotFound, 405),
        ("408", ErrorKind.Timeout, 408),
        ("409", ErrorKind.InvalidRequest, 409),
        ("410", ErrorKind.NotFound, 410),
        ("413", ErrorKind.InvalidRequest, 413),
        ("422", ErrorKind.InvalidRequest, 422),
        ("429", ErrorKind.RateLimited, 429),
        ("500", ErrorKind.Unavailable, 500),
        ("502", ErrorKind.Unavailable, 502),
        ("503", ErrorKind.Unavailable, 503),
        ("504", ErrorKind.Unavailable, 504),
        ("529", ErrorKind.Overloaded, 529),
        ("599", ErrorKind.Unavailable, 599),
        ("insufficient-quota", ErrorKind.QuotaExceeded, 429),
        ("usage-limit", ErrorKind.QuotaExceeded, 400),
        ("credit-balance", ErrorKind.QuotaExceeded, 400),
        ("context-length", ErrorKind.ContextLengthExceeded, 400),
        ("html;status=502", ErrorKind.Unavailable, 502),
        ("html;status=403", ErrorKind.PermissionDenied, 403),
        ("redirect;to=https://elsewhere.example/login", ErrorKind.MalformedResponse, 302),
        ("redirect;status=308;to=/other", ErrorKind.MalformedResponse, 308),
        ("error-body", ErrorKind.Unavailable, 200),
        ("error-body;error=429", ErrorKind.RateLimited, 200),
        ("error-body;error=529", ErrorKind.Overloaded, 200),
        ("error-body;error=401", ErrorKind.Authentication, 200),
        ("error-body;error=insufficient-quota", ErrorKind.QuotaExceeded, 200),
        ("error-body;error=credit-balance", ErrorKind.QuotaExceeded, 200),
        ("error-body;error=400", ErrorKind.InvalidRequest, 200),
    ];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failed_answer_is_the_failure_that_it_tells(string fault, string wire, bool stream, ErrorKind kind, int status)
    {
        using var harness = new ProviderHarness(fault);

        var (_, _, failure) = await harness.AskAsync(wire, stream);

        Assert.Equal(kind, failure!.Kind);
        Assert.Equal((HttpStatusCode)status, failure.Status);
        Assert.Null(failure.PartialText);
        Assert.NotNull(failure.RequestId);
        Assert.Equal("test-model", failure.Model);
        Assert.Null(failure.RetryAfter);
        Assert.Single(harness.Simulator.Requests);
    }

    [Theory]
    [InlineData("anthropic")]
    [InlineData("openai")]
    [InlineData("ollama")]
    public async Task The_services_own_words_are_kept(string wire)
    {
        using var harness = new ProviderHarness("503;message=The tide is out.");

        var (_, _, failure) = await harness.AskAsync(wire, stream: false);

        Assert.Equal("it failed (HTTP 503): The tide is out.", failure!.Message);
    }

    [Theory]
    [InlineData("429", ErrorKind.RateLimited)]
    [InlineData("\"429\"", ErrorKind.RateLimited)]
    [InlineData("402", ErrorKind.QuotaExceeded)]
    [InlineData("529", ErrorKind.Overloaded)]
    [InlineData("502", ErrorKind.Unavailable)]
    [InlineData("400", ErrorKind.InvalidRequest)]
    [InlineData("200", ErrorKind.Unavailable)]
    [InlineData("42", ErrorKind.Unavailable)]
    public async Task A_status_within_an_error_counts_where_the_answer_had_begun_well(string code, ErrorKind kind)
    {
        var error = $$$"""{"error":{"code":{{{code}}},"message":"Said"}}""";
        using var whole = new ScriptedServer(ScriptedServer.Answer(error));
        using var streamed = new ScriptedServer(ScriptedServer.Answer(Sse.Data(error), type: "text/event-stream"));
        foreach (var server in (ScriptedServer[])[whole, streamed])
        {
            using var harness = new ProviderHarness(server.BaseUrl);

            var failure = (await harness.AskAsync("openai", stream: server == streamed)).Failure!;

            Assert.Equal((kind, HttpStatusCode.OK), (failure.Kind, failure.Status!.Value));
        }
    }

    // An empty account told in words alone is known where the words are fixed, at Anthropic. Ollama's errors are words and
    // nothing else: only the status tells them apart, and a 200 tells nothing.
    private static ErrorKind? Special(string fault, string wire) => (wire, fault) switch
    {
        ("anthropic", "504") => ErrorKind.Timeout,
        ("ollama", "insufficient-quota") => ErrorKind.RateLimited,
        ("ollama", "usage-limit" or "context-length") => ErrorKind.InvalidRequest,
        (not "anthropic", "credit-balance") => ErrorKind.InvalidRequest,
        ("openai" or "openai-responses", "error-body;error=credit-balance") => ErrorKind.InvalidRequest,
        ("ollama", _) when fault.StartsWith("error-body", StringComparison.Ordinal) => ErrorKind.Unavailable,
        _ => null,
    };
}
