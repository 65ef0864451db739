using Missy.Chat;
using Missy.Sessions;
using Missy.Sessions.Files;
using Missy.Tests.Support;

namespace Missy.Tests.Sessions.Files;

/// <summary>A session as text, and back.</summary>
public sealed class SessionJsonTests
{
    private const string Header = """{"missySession":1,"name":"a"}""";

    private static readonly SavedSession Everything = new("telegram 東京/1", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), new SessionState
    {
        LastUsed = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.FromHours(1)),
        Route = new SessionRoute("gpt", "gpt-z", false),
        System = "Be brief.\nAlways.",
        Turns = 3,
        Clearings = 2,
        Usage = new TokenUsage(1, 2, 3, 4, 5),
        Cost = 0.25m,
        History = new History(
            [
                new ChatMessage(ChatRole.System, "s"),
                new ChatMessage(ChatRole.User, [
                    new TextPart("Grüße \u2028 \"x\"\r\n\ud83d\ude00"),
                    ImagePart.FromBytes(new byte[] { 1, 2, 255 }, "image/png") with { Name = "a.png" },
                    new TextPart("notes.md:\nx") { FileName = "notes.md" },
                    new DocumentPart(new byte[] { 3, 0 }, "application/pdf", "plan.pdf"),
                    ImagePart.FromUrl(new Uri("https://example.test/a.png")) with { Name = "b.png" },
                ]),
                new ChatMessage(ChatRole.Assistant, [
                    new ThinkingPart("hm", "signed"),
                    new ThinkingPart("", null, "sealed", "rs_1"),
                    new ToolCallPart(new ToolCall("c1", "f", """{"a": 1}""")),
                    new ToolCallPart(new ToolCall("c2", "f", "{not json")),
                ]),
                Samples.Results(new ToolResult("c1", "f", "one"), new ToolResult("c2", "", "", IsError: true)),
                new ChatMessage(ChatRole.Assistant, []),
            ],
            "claude"),
    });

    [Fact]
    public void All_that_a_session_holds_comes_back()
    {
        var text = SessionJson.Write(Everything);

        var read = SessionJson.Read(text, "x");

        Assert.Equal(text, SessionJson.Write(read));
        Assert.Equal((Everything.Name, Everything.Created), (read.Name, read.Created));
        Assert.Equal(
            (Everything.State.Route, Everything.State.System, Everything.State.Turns, Everything.State.Clearings, Everything.State.Usage, Everything.State.Cost, Everything.State.LastUsed),
            (read.State.Route, read.State.System, read.State.Turns, read.State.Clearings, read.State.Usage, read.State.Cost, read.State.LastUsed));
        Assert.Equal("claude", read.State.History.Provider);
        var (messages, back) = (Everything.State.History.Messages, read.State.History.Messages);
        Assert.Equal(messages.Select(message => message.Role), back.Select(message => message.Role));
        foreach (var (part, other) in messages.SelectMany(message => message.Content).Zip(back.SelectMany(message => message.Content)))
        {
            if (part is ImagePart image)
            {
                var again = Assert.IsType<ImagePart>(other);
                Assert.Equal((image.MediaType, image.Name, image.Url, Convert.ToHexString(image.Data.Span)), (again.MediaType, again.Name, again.Url, Convert.ToHexString(again.Data.Span)));
            }
            else if (part is DocumentPart document)
            {
                var again = Assert.IsType<DocumentPart>(other);
                Assert.Equal((document.MediaType, document.Name, Convert.ToHexString(document.Data.Span)), (again.MediaType, again.Name, Convert.ToHexString(again.Data.Span)));
            }
            else
            {
                Assert.Equal(part, other);
            }
        }
    }

    [Fact]
    public void A_line_holds_the_session_and_each_further_one_a_message()
    {
        var lines = SessionJson.Write(Everything).TrimEnd('\n').Split('\n');

        Assert.Equal(6, lines.Length);
        Assert.All(lines, line => Json.Parse(line));
        Assert.StartsWith("""{"missySession":1,"name":"telegram 東京/1","provider":"gpt","model":"gpt-z",""", lines[0], StringComparison.Ordinal);
        Assert.Equal("""{"role":"system","content":[{"type":"text","text":"s"}]}""", lines[1]);
    }

    [Theory]
    [InlineData("", 1, "empty")]
    [InlineData("\n\n", 1, "empty")]
    [InlineData("providers: {}", 1, "no JSON")]
    [InlineData("[1]", 1, "a line is an object")]
    [InlineData("""{"role":"user","content":[]}""", 1, "no 'missySession'")]
    [InlineData("""{"missySession":2,"name":"a"}""", 1, "version 2")]
    [InlineData("""{"missySession":1}""", 1, "'name'")]
    [InlineData("""{"missySession":1,"name":"a","turns":-1}""", 1, "'turns'")]
    [InlineData("""{"missySession":1,"name":"a","created":"yesterday"}""", 1, "'created'")]
    [InlineData(Header + "\n{", 2, "no JSON")]
    [InlineData(Header + "\n\n{\"role\":\"bot\",\"content\":[]}", 3, "a message has a role")]
    [InlineData(Header + "\n{\"role\":\"user\",\"content\":\"hi\"}", 2, "a list of content")]
    [InlineData(Header + "\n{\"role\":\"user\",\"content\":[{\"type\":\"sound\"}]}", 2, "type 'sound'")]
    [InlineData(Header + "\n{\"role\":\"user\",\"content\":[{\"type\":\"text\"}]}", 2, "has a 'text'")]
    [InlineData(Header + "\n{\"role\":\"user\",\"content\":[{\"type\":\"image\",\"mediaType\":\"image/png\",\"data\":\"?\"}]}", 2, "base64")]
    [InlineData(Header + "\n{\"role\":\"user\",\"content\":[{\"type\":\"image\",\"url\":\"picture\"}]}", 2, "'url'")]
    [InlineData(Header + "\n{\"role\":\"user\",\"content\":[1]}", 2, "type ''")]
    public void A_malformed_line_is_refused_with_its_number(string text, int line, string why)
    {
        var failure = Assert.Throws<MissyException>(() => SessionJson.Read(text, "/x/a.jsonl"));

        Assert.Equal(ErrorKind.Configuration, failure.Kind);
        Assert.StartsWith($"/x/a.jsonl, line {line}: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Windows_line_ends_and_a_mark_at_the_front_do_not_matter() =>
        Assert.Single(SessionJson.Read("\uFEFF" + Header + "\r\n{\"role\":\"user\",\"content\":[]}\r\n", "x").State.History.Messages);
}
