using Missy.Providers.OpenAI;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.OpenAI;

public sealed class OpenAIStreamFailureTests
{
    private const string Done = "[DONE]";

    private static readonly OpenAIProtocol Protocol = new(new OpenAIWireOptions());

    [Theory]
    [InlineData("""{"error":{"message":"Busy","type":"server_error","code":"server_overloaded"}}""", ErrorKind.Overloaded)]
    [InlineData("""{"error":{"message":"Odd","type":"invalid_request_error"}}""", ErrorKind.InvalidRequest)]
    [InlineData("""{"error":"words"}""", ErrorKind.Unavailable)]
    [InlineData("""{"id":"c1","error":{"code":429,"message":"Slow","type":"rate_limit_error"},"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}]}""", ErrorKind.RateLimited)]
    [InlineData("""{"choices":[{"index":0,"delta":{},"finish_reason":"error","error":{"message":"Gone","type":"server_error"}}]}""", ErrorKind.Unavailable)]
    [InlineData("""{"choices":[{"index":0,"delta":{},"finish_reason":"insufficient_system_resource"}]}""", ErrorKind.Unavailable)]
    public async Task An_error_event_is_that_error_first_or_late(string error, ErrorKind kind)
    {
        var (early, none) = await Wire.FailingStream(Protocol, Sse.AsStream(Sse.Data(error, Done)));
        var (late, text) = await Wire.FailingStream(Protocol, Sse.AsStream(Sse.Data(Text("Half an "), error, Text("lost"), Done)));

        Assert.Equal(kind, early.Kind);
        Assert.Null(early.PartialText);
        Assert.Equal("", none);
        Assert.Equal(kind, late.Kind);
        Assert.Equal("Half an ", late.PartialText);
        Assert.Equal("Half an ", text);
    }

    [Fact]
    public async Task A_named_error_event_needs_no_error_member()
    {
        var (failure, _) = await Wire.FailingStream(
            Protocol, Sse.AsStream("event: error\ndata: {\"message\":\"Gateway broke\"}\n\n" + Sse.Data(Done)));

        Assert.Contains("Gateway broke", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{not json")]
    [InlineData("\"text\"")]
    [InlineData("{} {}")]
    [InlineData("""{"choices":[{"index":0,"delta":{"content":5}}]}""")]
    public async Task A_malformed_event_is_a_malformed_answer_before_text_and_a_cut_one_after(string data)
    {
        var (early, _) = await Wire.FailingStream(Protocol, Sse.AsStream(Sse.Data(data, Done)));
        var (late, _) = await Wire.FailingStream(Protocol, Sse.AsStream(Sse.Data(Text("So far"), data, Done)));

        Assert.Equal(ErrorKind.MalformedResponse, early.Kind);
        Assert.Equal(ErrorKind.Truncated, late.Kind);
        Assert.Equal("So far", late.PartialText);
    }

    [Fact]
    public async Task A_finish_reason_alone_is_no_end()
    {
        var (failure, _) = await Wire.FailingStream(
            Protocol, Sse.AsStream(Sse.Data(Text("All?"), """{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""")));

        Assert.Equal(ErrorKind.Truncated, failure.Kind);
        Assert.Equal("All?", failure.PartialText);
    }

    private static string Text(string text) => $$$"""{"choices":[{"index":0,"delta":{"content":"{{{text}}}"}}]}""";
}
