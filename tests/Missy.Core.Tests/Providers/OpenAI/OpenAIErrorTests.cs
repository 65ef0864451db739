using System.Net;
using Missy.Providers;
using Missy.Providers.OpenAI;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.OpenAI;

public sealed class OpenAIErrorTests
{
    private static readonly OpenAIProtocol Protocol = new(new OpenAIWireOptions());

    [Theory]
    [InlineData("""{"error":{"message":"No such model","type":"invalid_request_error","param":"model","code":"model_not_found"}}""", "No such model", "invalid_request_error", "model_not_found")]
    [InlineData("""[{"error":{"code":429,"message":"Too fast","status":"RESOURCE_EXHAUSTED"}}]""", "Too fast", "RESOURCE_EXHAUSTED", "429")]
    [InlineData("""{"object":"error","message":"Too long","type":"BadRequestError","param":null,"code":400}""", "Too long", "BadRequestError", "400")]
    [InlineData("""{"error":"plain words"}""", "plain words", null, null)]
    [InlineData("""{"error":"plain words","type":"overloaded_error","code":7}""", "plain words", "overloaded_error", "7")]
    [InlineData("""{"detail":"Not Found"}""", "Not Found", null, null)]
    [InlineData("""{"detail":[{"loc":["body"],"msg":"missing"}]}""", """[{"loc":["body"],"msg":"missing"}]""", null, null)]
    [InlineData("""{"message":"gateway says no"}""", "gateway says no", null, null)]
    [InlineData("""{"error":7}""", "7", null, null)]
    [InlineData("{}", "", null, null)]
    public void Each_services_form_of_error_is_read(string body, string message, string? type, string? code) =>
        Assert.Equal(new ServiceError(message, type, code), Protocol.ReadError(Json.Parse(body), failed: true));

    [Theory]
    [InlineData("""{"choices":[],"error":null}""")]
    [InlineData("""{"choices":[],"error":false}""")]
    [InlineData("""{"message":"of another form"}""")]
    [InlineData("[]")]
    public void A_body_without_an_error_is_none_when_the_status_is_good(string body) =>
        Assert.Null(Protocol.ReadError(Json.Parse(body), failed: false));

    [Theory]
    [InlineData(400, "invalid_request_error", null, ErrorKind.InvalidRequest)]
    [InlineData(400, "invalid_request_error", "context_length_exceeded", ErrorKind.ContextLengthExceeded)]
    [InlineData(400, "image_generation_user_error", "moderation_blocked", ErrorKind.ContentRefused)]
    [InlineData(400, null, "content_filter", ErrorKind.ContentRefused)]
    [InlineData(401, "invalid_request_error", "invalid_api_key", ErrorKind.Authentication)]
    [InlineData(401, "invalid_request_error", null, ErrorKind.Authentication)]
    [InlineData(402, null, null, ErrorKind.QuotaExceeded)]
    [InlineData(403, null, "unsupported_country_region_territory", ErrorKind.PermissionDenied)]
    [InlineData(404, "invalid_request_error", "model_not_found", ErrorKind.NotFound)]
    [InlineData(404, null, "DeploymentNotFound", ErrorKind.NotFound)]
    [InlineData(429, "requests", "rate_limit_exceeded", ErrorKind.RateLimited)]
    [InlineData(429, "tokens", null, ErrorKind.RateLimited)]
    [InlineData(429, "insufficient_quota", "insufficient_quota", ErrorKind.QuotaExceeded)]
    [InlineData(500, "server_error", null, ErrorKind.Unavailable)]
    [InlineData(503, null, "slow_down", ErrorKind.Overloaded)]
    [InlineData(200, "insufficient_quota", null, ErrorKind.QuotaExceeded)]
    [InlineData(200, "invalid_request_error", null, ErrorKind.InvalidRequest)]
    [InlineData(200, "of tomorrow", null, ErrorKind.Unavailable)]
    public void Code_then_type_then_status_tell_the_kind(int status, string? type, string? code, ErrorKind kind) =>
        Assert.Equal(kind, ServiceErrorKinds.Of(new ServiceError("x", type, code), (HttpStatusCode)status));
}
