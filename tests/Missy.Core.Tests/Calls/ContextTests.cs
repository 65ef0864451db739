using System.Text;
using Missy.Chat;
using Missy.Configuration;
using Missy.Providers;
using Missy.Tests.Support;

namespace Missy.Tests.Calls;

/// <summary>What is left out of a conversation that a model cannot take, and that it is told.</summary>
public sealed class ContextTests
{
    private const string Config = """
        default_provider: main
        providers:
          main: { name: first, model: small, api_key: test-key-1, max_tokens: 100 }

        """;

    private static readonly string _page = new('x', 1000); // 250 tokens

    [Fact]
    public async Task The_oldest_turns_are_left_out_with_their_tools_and_the_session_keeps_them()
    {
        using var harness = NewHarness(Config);
        var session = Filled(harness, "One", "Two", "Three");

        var answer = await harness.AskAsync(request => request with { Session = session, System = "Be brief." });

        Assert.Equal(["Be brief.", "Three", "Yes.", "Hello."], Sent(harness));
        var step = answer.Route.Steps[^1];
        Assert.Equal(("history", "without the oldest 2 turns", "the context of main/small has 1000 tokens"), (step.Step, step.Chose, step.Because));
        Assert.Equal(4, session.Messages.Count(message => message.Role == ChatRole.User));
    }

    [Theory]
    [InlineData("small", 1000, "Hello.")]
    [InlineData("large", 1000, "One|Yes.|Two|Yes.|Three|Yes.|Hello.")]
    [InlineData("unheard-of", 1000, "One|Yes.|Two|Yes.|Three|Yes.|Hello.")]
    public async Task There_must_be_room_for_the_answer(string model, int maxTokens, string sent)
    {
        using var harness = NewHarness(Config);
        var session = Filled(harness, "One", "Two", "Three");

        await harness.AskAsync(request => request with { Session = session, Model = model, MaxTokens = maxTokens });

        Assert.Equal(sent.Split('|'), Sent(harness));
    }

    [Fact]
    public async Task What_is_asked_is_sent_whatever_its_length_and_instructions_among_the_messages_too()
    {
        using var harness = NewHarness(Config);
        var asked = new string('y', 8000);
        ChatMessage[] messages =
        [
            new(ChatRole.System, "Be brief."), Samples.Assistant("Welcome."), Samples.User("Hi"), Samples.Assistant("Hi."), Samples.User(asked),
        ];

        var answer = await harness.AskAsync(request => request with { Messages = messages });

        Assert.Equal(["Be brief.", asked], Texts(harness).ToList());
        Assert.Equal("without the oldest turn", answer.Route.Steps[^1].Chose);
        Assert.Equal(6, answer.Conversation.Count);
    }

    [Fact]
    public async Task Earlier_images_are_described_to_a_model_that_sees_none()
    {
        using var harness = NewHarness(Config);
        var image = ImagePart.FromBytes(new byte[] { 1 }, "image/png");
        ChatMessage[] messages = [new(ChatRole.User, [new TextPart("What is it?"), image]), Samples.Assistant("A cat."), Samples.User("Really?")];

        await harness.AskAsync(request => request with { Messages = messages, Model = "large" });
        await harness.AskAsync(request => request with { Messages = messages, Model = "unheard-of" });

        Assert.Contains("What is it?[An image, which this model cannot be shown.]", harness.Simulator.Requests[0].Body, StringComparison.Ordinal);
        Assert.Contains("image_url", harness.Simulator.Requests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Earlier_documents_are_described_to_a_model_that_sees_none()
    {
        using var harness = NewHarness(Config);
        var document = new DocumentPart(new byte[] { 1 }, "application/pdf", "plan.pdf");
        ChatMessage[] messages = [new(ChatRole.User, [new TextPart("Read it."), document]), Samples.Assistant("Done."), Samples.User("And?")];

        await harness.AskAsync(request => request with { Messages = messages, Model = "large" });

        Assert.Contains("Read it.[The document plan.pdf, which this model cannot be shown.]", harness.Simulator.Requests[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_keeps_no_more_turns_than_the_file_says()
    {
        using var harness = NewHarness(Config + "sessions: { max_turns: 2 }");
        var session = Filled(harness, "One", "Two", "Three");

        await harness.AskAsync(request => request with { Session = session, Model = "large" });

        Assert.Equal(["Two", "Yes.", "Three", "Yes.", "Hello."], Sent(harness));
        Assert.Equal(["Three", "Hello."], session.Messages.Where(message => message.Role == ChatRole.User).Select(message => message.Text[..Math.Min(6, message.Text.Length)].Trim()));
        Assert.Equal(4, session.Turns);
    }

    private static CallHarness NewHarness(string yaml) => new(
        yaml,
        url => ProviderCatalogue.Parse(
            Encoding.UTF8.GetBytes($$"""
                [{ "name": "first", "displayName": "First", "wire": "openai", "baseUrl": "{{url}}/v1", "auth": "bearer", "local": true },
                 { "name": "simulator", "displayName": "Simulator", "wire": "simulator" }]
                """),
            """
            [{ "provider": "first", "asOf": "2026-01-01", "models": [
              { "id": "small", "contextTokens": 1000, "capabilities": ["tools"] },
              { "id": "large", "contextTokens": 20000, "capabilities": ["tools"] }] }]
            """u8.ToArray()));

    // Turns of two calls, some 520 tokens each.
    private static Session Filled(CallHarness harness, params string[] prompts)
    {
        var session = harness.Caller.Sessions.Create("s", harness.Clock);
        foreach (var prompt in prompts)
        {
            Step(session, "tool_calls", Samples.Calls(new ToolCall("c", "f", "{}")), Samples.User($"{prompt} {_page}"));
            Step(session, "stop", Samples.Assistant("Yes."), Samples.Results(new ToolResult("c", "f", _page)));
        }

        return session;
    }

    private static void Step(Session session, string finishReason, ChatMessage answer, ChatMessage asked)
    {
        var turn = session.Begin([asked], new LeadWorkerConfig(), leadWorker: false);
        turn.Complete(Sessions.Conversation.Answer(turn, answer, "main", finishReason));
    }

    private static IEnumerable<string> Sent(CallHarness harness) => Texts(harness)
        .Where(text => text.Length > 0 && text != _page)
        .Select(text => text.Replace(_page, "", StringComparison.Ordinal).Trim());

    private static IEnumerable<string> Texts(CallHarness harness) => Json.Parse(harness.Simulator.Requests[^1].Body)
        .GetProperty("messages").EnumerateArray()
        .Select(message => message.TryGetProperty("content", out var content) ? content.GetString()! : "");
}
