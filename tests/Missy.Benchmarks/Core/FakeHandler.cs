using System.Net;
using System.Net.Http.Headers;

namespace Missy.Benchmarks.Core;

/// <summary>A service that costs nothing: always the same answer, at once, without a connection.</summary>
internal sealed class FakeHandler : HttpMessageHandler
{
    private static readonly MediaTypeHeaderValue _json = new("application/json");

    private static readonly byte[] _answer = """
        {"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"m","choices":[{"index":0,"message":{"role":"assistant",
        "content":"It is nine in the morning."},"finish_reason":"stop"}],"usage":{"prompt_tokens":12,"completion_tokens":8,"total_tokens":20}}
        """u8.ToArray();

    /// <summary>What it answers with.</summary>
    public HttpStatusCode Status { get; init; } = HttpStatusCode.OK;

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(_answer);
        content.Headers.ContentType = _json;
        return Task.FromResult(new HttpResponseMessage(Status) { Content = content, RequestMessage = request });
    }
}
