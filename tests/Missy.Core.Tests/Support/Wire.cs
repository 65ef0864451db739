using System.Buffers;
using System.Text;
using System.Text.Json;
using Missy.Chat;
using Missy.Providers;

namespace Missy.Tests.Support;

/// <summary>Drives a wire protocol with bytes, without a network.</summary>
internal static class Wire
{
    public static readonly CompletionRequest Question = new()
    {
        Model = "test-model",
        Messages = [new ChatMessage(ChatRole.User, "Hello")],
    };

    private static readonly Failures Errors =
        new("test", "test-model", new Uri("http://127.0.0.1:9/v1"), null, TimeProvider.System);

    /// <summary>The request body that a wire writes.</summary>
    public static JsonElement Body(WireProtocol wire, CompletionRequest request, bool stream = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            wire.WriteRequest(writer, request, stream);
        }

        return JsonDocument.Parse(buffer.WrittenMemory).RootElement;
    }

    /// <summary>Reads a whole answer.</summary>
    public static CompletionResponse Answer(WireProtocol wire, string json)
    {
        var answer = new AnswerBuilder();
        wire.ReadResponse(JsonDocument.Parse(json).RootElement, answer);
        return answer.Build(Question);
    }

    /// <summary>Reads a streamed answer to its end.</summary>
    public static Task<List<CompletionChunk>> Stream(WireProtocol wire, string body) =>
        Stream(wire, SlicedStream.Whole(Encoding.UTF8.GetBytes(body)));

    /// <summary>Reads a streamed answer to its end.</summary>
    public static async Task<List<CompletionChunk>> Stream(WireProtocol wire, Stream body)
    {
        var chunks = new List<CompletionChunk>();
        await foreach (var chunk in AnswerStream.ReadAsync(body, wire, Question, Errors, TestContext.Current.CancellationToken))
        {
            chunks.Add(chunk);
        }

        return chunks;
    }

    /// <summary>Reads a streamed answer that must fail; gives the failure and the text that came before it.</summary>
    public static async Task<(MissyException Failure, string Text)> FailingStream(WireProtocol wire, Stream body)
    {
        var text = new StringBuilder();
        var failure = await Assert.ThrowsAsync<MissyException>(async () =>
        {
            await foreach (var chunk in AnswerStream.ReadAsync(body, wire, Question, Errors, TestContext.Current.CancellationToken))
            {
                if (chunk.Kind == ChunkKind.Text)
                {
                    text.Append(chunk.Text);
                }

                Assert.NotEqual(ChunkKind.Done, chunk.Kind);
            }
        });
        return (failure, text.ToString());
    }

    /// <summary>The text of a list of chunks.</summary>
    public static string Text(IEnumerable<CompletionChunk> chunks) =>
        string.Concat(chunks.Where(chunk => chunk.Kind == ChunkKind.Text).Select(chunk => chunk.Text));

    /// <summary>A chunk list in a form that two runs can be compared by.</summary>
    public static IReadOnlyList<string> Shape(IEnumerable<CompletionChunk> chunks) =>
        [.. chunks.Select(chunk => $"{chunk.Kind}:{chunk.Text}{chunk.ToolCall}{chunk.Usage}{Summary(chunk.Response)}")];

    private static string Summary(CompletionResponse? response) => response is null
        ? ""
        : $"{response.Content}|{response.Thinking}|{response.FinishReason}|{response.Usage}|{string.Join(';', response.ToolCalls)}|{response.Model}|{response.RequestId}";
}
