using System.Net;
using Missy.Providers;
using Missy.Providers.Anthropic;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.Anthropic;

public sealed class AnthropicErrorTests
{
    private static readonly AnthropicProtocol Protocol = new(new AnthropicWireOptions());

    [Theory]
    [InlineData(400, "invalid_request_error", "max_tokens: must be positive", ErrorKind.InvalidRequest)]
    [InlineData(401, "authentication_error", "invalid x-api-key", ErrorKind.Authentication)]
    [InlineData(402, "billing_error", "Payment failed", ErrorKind.QuotaExceeded)]
    [InlineData(403, "permission_error", "Not for this workspace", ErrorKind.PermissionDenied)]
    [InlineData(404, "not_found_error", "model: claude-none", ErrorKind.NotFound)]
    [InlineData(413, "request_too_large", "Too many bytes", ErrorKind.InvalidRequest)]
    [InlineData(429, "rate_limit_error", "Slow down", ErrorKind.RateLimited)]
    [InlineData(500, "api_error", "Internal server error", ErrorKind.Unavailable)]
    [InlineData(504, "timeout_error", "Took too long", ErrorKind.Timeout)]
    [InlineData(529, "overloaded_error", "Overloaded", ErrorKind.Overloaded)]
    [InlineData(400, "invalid_request_error", "prompt is too long: 214012 tokens > 200000 maximum", ErrorKind.ContextLengthExceeded)]
    [InlineData(400, "invalid_request_error", "input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000", ErrorKind.ContextLengthExceeded)]
    [InlineData(400, "invalid_request_error", "Your credit balance is too low to use this service.", ErrorKind.QuotaExceeded)]
    [InlineData(400, "invalid_request_error", "You have reached your specified API usage limits. Access returns later.", ErrorKind.QuotaExceeded)]
    [InlineData(400, "invalid_request_error", "The words prompt is too long stand elsewhere", ErrorKind.InvalidRequest)]
    [InlineData(400, "invalid_request_error", "Prompt Is Too Long", ErrorKind.InvalidRequest)]
    [InlineData(500, "api_error", "prompt is too long", ErrorKind.Unavailable)]
    public void Each_documented_error_has_its_kind(int status, string type, string message, ErrorKind kind)
    {
        var error = Protocol.ReadError(Body(type, message), failed: true);

        Assert.Equal(kind, ServiceErrorKinds.Of(error, (HttpStatusCode)status));
        Assert.Equal(message, error!.Message);
        Assert.Equal(type, error.Type);
        Assert.Equal("req_test1", error.RequestId);
    }

    [Fact]
    public void An_error_in_a_200_is_an_error()
    {
        var error = Protocol.ReadError(Body("invalid_request_error", "tools.0: no name"), failed: false);

        Assert.Equal(ErrorKind.InvalidRequest, ServiceErrorKinds.Of(error, HttpStatusCode.OK));
    }

    [Fact]
    public void An_answer_is_no_error() =>
        Assert.Null(Protocol.ReadError(Json.Parse("""{"type":"message","content":[]}"""), failed: false));

    [Theory]
    [InlineData("""{"message":"gateway says no"}""", "gateway says no")]
    [InlineData("""{"error":"plain words"}""", "plain words")]
    [InlineData("{}", "")]
    public void A_gateways_own_form_of_error_is_read_too(string body, string message) =>
        Assert.Equal(message, Protocol.ReadError(Json.Parse(body), failed: true)!.Message);

    private static System.Text.Json.JsonElement Body(string type, string message) => Json.Parse(
        $$$"""{"type":"error","error":{"type":"{{{type}}}","message":"{{{message}}}"},"request_id":"req_test1"}""");
}
