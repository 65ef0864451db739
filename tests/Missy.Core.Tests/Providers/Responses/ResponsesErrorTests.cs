using System.Net;
using System.Text;
using System.Text.Json;
using Missy.Providers;
using Missy.Tests.Support;
using static Missy.Tests.Providers.Responses.ResponsesFixtures;

namespace Missy.Tests.Providers.Responses;

public sealed class ResponsesErrorTests
{
    private const string Hello =
        """{"type":"response.output_text.delta","item_id":"msg_1","output_index":0,"content_index":0,"delta":"Hello"}""";

    [Theory]
    [InlineData(401, """{"error":{"message":"Incorrect API key provided.","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}""", ErrorKind.Authentication, "Incorrect API key provided.")]
    [InlineData(400, """{"error":{"message":"Unsupported parameter.","type":"invalid_request_error","param":"temperature","code":"unsupported_parameter"}}""", ErrorKind.InvalidRequest, "Unsupported parameter.")]
    [InlineData(400, """{"error":{"message":"Your input exceeds the context window.","type":"invalid_request_error","param":"input","code":"context_length_exceeded"}}""", ErrorKind.ContextLengthExceeded, "Your input exceeds the context window.")]
    [InlineData(400, """{"error":{"message":"The prompt was flagged.","type":"invalid_request_error","code":"invalid_prompt"}}""", ErrorKind.ContentRefused, "The prompt was flagged.")]
    [InlineData(404, """{"error":{"message":"The model does not exist.","type":"invalid_request_error","code":"model_not_found"}}""", ErrorKind.NotFound, "The model does not exist.")]
    [InlineData(429, """{"error":{"message":"Slow down.","type":"tokens","code":"rate_limit_exceeded"}}""", ErrorKind.RateLimited, "Slow down.")]
    [InlineData(429, """{"error":{"message":"No credit.","type":"insufficient_quota","code":"insufficient_quota"}}""", ErrorKind.QuotaExceeded, "No credit.")]
    [InlineData(500, """{"error":{"message":"Sorry.","type":"server_error","code":null}}""", ErrorKind.Unavailable, "Sorry.")]
    [InlineData(503, """{"error":{"message":"Too busy.","type":"service_unavailable","code":"server_is_overloaded"}}""", ErrorKind.Overloaded, "Too busy.")]
    [InlineData(400, """{"detail":"Instructions are required"}""", ErrorKind.InvalidRequest, "Instructions are required")]
    [InlineData(401, """{"detail":"Could not parse your authentication token."}""", ErrorKind.Authentication, "Could not parse your authentication token.")]
    [InlineData(402, """{"detail":{"code":"deactivated_workspace","message":"Gone."}}""", ErrorKind.QuotaExceeded, "Gone.")]
    [InlineData(429, """{"error":{"type":"usage_not_included","message":"Not in your plan.","plan_type":"free"}}""", ErrorKind.PermissionDenied, "Not in your plan.")]
    [InlineData(502, """{"unexpected":true}""", ErrorKind.Unavailable, "")]
    public void Every_error_body_has_its_kind(int status, string body, ErrorKind kind, string message)
    {
        var error = Protocol.ReadError(JsonDocument.Parse(body).RootElement, failed: true);

        Assert.Equal(message, error!.Message);
        Assert.Equal(kind, ServiceErrorKinds.Of(error, (HttpStatusCode)status));
    }

    [Fact]
    public void A_used_up_Codex_plan_says_when_it_is_filled_again()
    {
        const string body = """{"error":{"type":"usage_limit_reached","message":"The usage limit has been reached","plan_type":"plus","resets_at":1777936568,"resets_in_seconds":13872}}""";
        var error = Codex.ReadError(JsonDocument.Parse(body).RootElement, failed: true)!;
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        var failures = new Failures("codex", "gpt-x", new Uri("https://chatgpt.test/backend-api/codex"), null, TimeProvider.System);

        var failure = failures.OfService(error, response);
        response.Headers.TryAddWithoutValidation("Retry-After", "7");

        Assert.Equal(ErrorKind.QuotaExceeded, failure.Kind);
        Assert.Equal(TimeSpan.FromSeconds(13872), failure.RetryAfter);
        Assert.Equal(TimeSpan.FromSeconds(7), failures.OfService(error, response).RetryAfter);
    }

    [Theory]
    [InlineData("""{"id":"resp_1","status":"completed","error":null,"output":[]}""")]
    [InlineData("""{"detail":{"code":"x"}}""")]
    public void A_good_answer_reports_no_error(string body) =>
        Assert.Null(Protocol.ReadError(JsonDocument.Parse(body).RootElement, failed: false));

    [Theory]
    [InlineData("""{"type":"error","code":"rate_limit_exceeded","message":"Slow down.","param":null}""")]
    [InlineData("""{"type":"error","error":{"type":"rate_limit_error","message":"Slow down."}}""")]
    [InlineData("""{"id":"resp_1","status":"failed","error":{"code":"rate_limit_exceeded","message":"Slow down."},"output":[]}""")]
    public void An_error_in_a_successful_answer_is_that_error(string body)
    {
        var error = Protocol.ReadError(JsonDocument.Parse(body).RootElement, failed: false);

        Assert.Equal("Slow down.", error!.Message);
        Assert.Equal(ErrorKind.RateLimited, ServiceErrorKinds.Of(error, HttpStatusCode.OK));
    }

    [Theory]
    [InlineData("""{"type":"error","code":"server_error","message":"It broke.","param":null,"sequence_number":1}""", ErrorKind.Unavailable, "server_error")]
    [InlineData("""{"type":"error","code":null,"message":"It broke.","param":null}""", ErrorKind.Unavailable, null)]
    [InlineData("""{"type":"error","error":{"type":"invalid_request_error","code":"context_length_exceeded","message":"It broke.","param":"input"}}""", ErrorKind.ContextLengthExceeded, "context_length_exceeded")]
    [InlineData("""{"type":"error","error":{"type":"invalid_request_error","code":"unknown_parameter","message":"It broke."}}""", ErrorKind.InvalidRequest, "unknown_parameter")]
    [InlineData("""{"type":"error","error":{"type":"usage_limit_reached","message":"It broke.","resets_in_seconds":60},"status_code":429}""", ErrorKind.QuotaExceeded, "usage_limit_reached")]
    [InlineData("""{"type":"error","status":401,"error":{"message":"It broke."}}""", ErrorKind.Authentication, null)]
    [InlineData("""{"type":"error","error":"It broke."}""", ErrorKind.Unavailable, null)]
    [InlineData("""{"error":{"message":"It broke.","code":"rate_limit_exceeded"}}""", ErrorKind.RateLimited, "rate_limit_exceeded")]
    [InlineData("""{"type":"response.failed","response":{"id":"resp_1","status":"failed","error":{"code":"server_error","message":"It broke."},"output":[]}}""", ErrorKind.Unavailable, "server_error")]
    [InlineData("""{"type":"response.failed","response":{"id":"resp_1","status":"failed","error":{"code":"invalid_image_format","message":"It broke."}}}""", ErrorKind.InvalidRequest, "invalid_image_format")]
    [InlineData("""{"type":"response.done","response":{"id":"resp_1","status":"failed","error":{"code":"bio_policy","message":"It broke."}}}""", ErrorKind.ContentRefused, "bio_policy")]
    public async Task An_error_event_is_that_error_first_and_late(string data, ErrorKind kind, string? code)
    {
        var (first, none) = await Fail(Events(data));
        var (late, text) = await Fail(Events(Hello, data));

        Assert.Equal(kind, first.Kind);
        Assert.Equal(code, first.Code);
        Assert.Contains("It broke.", first.Message, StringComparison.Ordinal);
        Assert.Null(first.PartialText);
        Assert.Equal("", none);
        Assert.Equal(kind, late.Kind);
        Assert.Equal("Hello", late.PartialText);
        Assert.Equal("Hello", text);
    }

    [Theory]
    [InlineData("""{"type":"response.cancelled","response":{"id":"resp_1","status":"cancelled","error":null}}""")]
    [InlineData("""{"type":"response.cancelled"}""")]
    [InlineData("""{"type":"response.failed","response":{"id":"resp_1","status":"failed","error":null}}""")]
    [InlineData("""{"type":"response.done","response":{"id":"resp_1","status":"cancelled"}}""")]
    public async Task A_response_that_ends_otherwise_than_with_an_answer_is_a_failure(string data) =>
        Assert.Equal(ErrorKind.Unavailable, (await Fail(Events(Hello, data))).Failure.Kind);

    [Fact]
    public async Task Data_that_is_not_JSON_is_malformed_first_and_truncation_late()
    {
        Assert.Equal(ErrorKind.MalformedResponse, (await Fail("data: {oops\n\n")).Failure.Kind);
        var (late, _) = await Fail(Events(Hello) + "data: {oops\n\n");
        Assert.Equal(ErrorKind.Truncated, late.Kind);
        Assert.Equal("Hello", late.PartialText);
    }

    [Fact]
    public async Task Another_services_end_marker_is_no_end() =>
        Assert.Equal(ErrorKind.Truncated, (await Fail(Events(Hello) + "data: [DONE]\n\n")).Failure.Kind);

    private static Task<(MissyException Failure, string Text)> Fail(string body) =>
        Wire.FailingStream(Protocol, SlicedStream.Whole(Encoding.UTF8.GetBytes(body)));
}
