using Missy.Chat;
using Missy.Providers.OpenAI;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.OpenAI;

public sealed class OpenAIStreamTests
{
    private const string Body =
        ": keep-alive\n\n" +
        "data: {\"id\":\"c1\",\"model\":\"gpt-x\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n" +
        "data: {\"id\":\"c1\",\"model\":\"gpt-x\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Grüße \"}}]}\n\n" +
        "data: {\"id\":\"c1\",\"model\":\"gpt-x\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"aus 東京\"}}]}\n\n" +
        "data: {\"id\":\"c1\",\"model\":\"gpt-x\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n" +
        "data: {\"id\":\"c1\",\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"prompt_tokens_details\":{\"cached_tokens\":4},\"completion_tokens_details\":{\"reasoning_tokens\":2}}}\n\n" +
        "data: [DONE]\n\n";

    private static readonly OpenAIProtocol Protocol = new(new OpenAIWireOptions());

    [Fact]
    public async Task A_stream_gives_text_usage_and_the_whole_answer()
    {
        var chunks = await Wire.Stream(Protocol, Body);

        Assert.Equal("Grüße aus 東京", Wire.Text(chunks));
        var response = chunks[^1].Response!;
        Assert.Equal("Grüße aus 東京", response.Content);
        Assert.Equal("gpt-x", response.Model);
        Assert.Equal(FinishReason.Stop, response.FinishReason);
        Assert.Equal(new TokenUsage(7, 3, 4, 2), response.Usage);
    }

    [Fact]
    public Task The_chunks_are_the_same_at_every_byte_boundary() => StreamLaws.SameChunksAtEveryCut(Protocol, Body);

    [Fact]
    public Task With_CRLF_the_chunks_are_the_same_at_every_byte_boundary() =>
        StreamLaws.SameChunksAtEveryCut(Protocol, Body.Replace("\n", "\r\n", StringComparison.Ordinal));

    [Fact]
    public Task A_stream_cut_anywhere_before_DONE_is_an_error_with_the_text_so_far() =>
        StreamLaws.EveryCutBeforeTheEndIsAnError(Protocol, Body, "[DONE]");
}
