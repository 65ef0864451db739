using System.Net;
using Missy.Chat;
using Missy.Tests.Support;

namespace Missy.Providers.Brook;

public sealed class BrookProtocolTests
{
    private const string End = """{"why":"end","tokens":{"in":7,"out":4}}""";

    private static readonly BrookProtocol Protocol = new();

    private static readonly string Answer = Sse.Data("""{"engine":"brook-1","say":"Grüße "}""", "{}", """{"say":"aus 東京 🚢"}""", End);

    [Fact]
    public void A_conversation_is_a_list_of_turns() => Json.AssertSame(
        """
        {"engine":"test-model","live":true,"longest":77,"heat":0.25,
         "turns":[{"who":"guide","say":"Be brief."},{"who":"user","say":"Hi"},{"who":"brook","say":"Hello"},{"who":"user","say":"Tides?"}]}
        """,
        Wire.Body(
            Protocol,
            Samples.Ask(Samples.User("Hi"), Samples.Assistant("Hello"), Samples.User("Tides?")) with { System = "Be brief.", MaxTokens = 77, Temperature = 0.25 },
            stream: true));

    [Fact]
    public void Configured_options_win() => Json.AssertSame(
        """{"engine":"test-model","turns":[{"who":"user","say":"Hi"}],"live":false,"heat":1,"mood":"calm"}""",
        Wire.Body(Protocol, Samples.Ask(Samples.User("Hi")) with { Temperature = 0.5, Options = Json.Members("""{"heat":1,"mood":"calm"}""") }));

    [Fact]
    public void What_the_service_cannot_do_is_refused_with_a_remedy()
    {
        var tools = Samples.Ask(Samples.User("Hi")) with { Tools = [Samples.Clock] };
        var image = Samples.Ask(new ChatMessage(ChatRole.User, [ImagePart.FromBytes(new byte[] { 1 }, "image/png")]));

        Assert.All([tools, image], request =>
        {
            var failure = Assert.Throws<MissyException>(() => Wire.Body(Protocol, request));
            Assert.Equal(ErrorKind.InvalidRequest, failure.Kind);
            Assert.NotNull(failure.Remedy);
        });
    }

    [Theory]
    [InlineData("end", FinishReason.Stop)]
    [InlineData("longest", FinishReason.Length)]
    [InlineData("withheld", FinishReason.ContentFilter)]
    [InlineData("a word of tomorrow", FinishReason.Stop)]
    public void A_whole_answer_is_read(string why, FinishReason reason)
    {
        var response = Wire.Answer(Protocol, $$$"""{"engine":"brook-1","say":"High.","why":"{{{why}}}","tokens":{"in":7,"out":4}}""");

        Assert.Equal(("High.", "brook-1", reason), (response.Content, response.Model, response.FinishReason));
        Assert.Equal(new TokenUsage(7, 4), response.Usage);
    }

    [Fact]
    public async Task A_streamed_answer_is_read()
    {
        var chunks = await Wire.Stream(Protocol, Answer);

        Assert.Equal([ChunkKind.Text, ChunkKind.Text, ChunkKind.Usage, ChunkKind.Done], chunks.Select(chunk => chunk.Kind));
        Assert.Equal("Grüße aus 東京 🚢", chunks[^1].Response!.Content);
    }

    [Fact]
    public Task The_chunks_are_the_same_at_every_byte_boundary() => StreamLaws.SameChunksAtEveryCut(Protocol, Answer);

    [Fact]
    public Task A_stream_cut_anywhere_before_its_end_is_an_error_with_the_text_so_far() =>
        StreamLaws.EveryCutBeforeTheEndIsAnError(Protocol, Answer, End);

    [Theory]
    [InlineData(401, "bad_key", ErrorKind.Authentication)]
    [InlineData(400, "bad_request", ErrorKind.InvalidRequest)]
    [InlineData(400, "too_long", ErrorKind.ContextLengthExceeded)]
    [InlineData(429, "no_credit", ErrorKind.QuotaExceeded)]
    [InlineData(404, "unknown_engine", ErrorKind.NotFound)]
    [InlineData(429, "too_many", ErrorKind.RateLimited)]
    [InlineData(503, "busy", ErrorKind.Overloaded)]
    [InlineData(500, "a sort of tomorrow", ErrorKind.Unavailable)]
    public void A_problem_has_its_kind(int status, string sort, ErrorKind kind)
    {
        var error = Protocol.ReadError(Json.Parse($$"""{"problem":"It is so.","sort":"{{sort}}"}"""), failed: true);

        Assert.Equal("It is so.", error!.Message);
        Assert.Equal(kind, ServiceErrorKinds.Of(error, (HttpStatusCode)status));
    }

    [Fact]
    public async Task A_problem_within_a_stream_ends_it_with_the_text_so_far()
    {
        var (failure, text) = await Wire.FailingStream(Protocol, Sse.AsStream(Sse.Data("""{"say":"High "}""", """{"problem":"Tired.","sort":"busy"}""")));

        Assert.Equal((ErrorKind.Overloaded, "High ", "High "), (failure.Kind, failure.PartialText, text));
    }

    [Fact]
    public void Models_are_listed_in_the_services_order() => Assert.Equal(
        ["brook-2", "brook-1"],
        Protocol.ReadModels(Json.Parse("""{"data":[{"id":"brook-2"},{"id":"brook-1"}]}""")).Select(model => model.Id));
}
