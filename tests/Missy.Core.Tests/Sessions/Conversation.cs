using Missy.Chat;
using Missy.Configuration;
using Missy.Sessions;
using Missy.Tests.Support;

namespace Missy.Tests.Sessions;

/// <summary>A session, and the calls in it as a client makes them.</summary>
internal sealed class Conversation
{
    public static readonly LeadWorkerConfig Rules = new();

    public Conversation(bool leadWorker = false)
    {
        Session = new SessionStore().Create("telegram_123", Clock);
        Session.Switch(leadWorker ? SessionRoute.LeadAndWorker : SessionRoute.Default, Rules, keepHistory: false);
    }

    public ManualTimeProvider Clock { get; } = new();

    public Session Session { get; }

    /// <summary>The history, a line a message.</summary>
    public IEnumerable<string> Lines => Session.Messages.Select(Line);

    public SessionTurn Begin(params ChatMessage[] asked) => Session.Begin(asked, Rules, Session.LeadWorker);

    public SessionTurn Begin(string prompt) => Begin(Samples.User(prompt));

    /// <summary>A whole turn of a prompt and its answer.</summary>
    public SessionTurn Turn(string prompt, string answer, string provider = "one")
    {
        var turn = Begin(prompt);
        turn.Complete(Answer(turn, answer, provider));
        return turn;
    }

    /// <summary>A turn of two calls, with a tool's result between them.</summary>
    public SessionTurn ToolTurn(string prompt, bool toolFails)
    {
        Call(Begin(prompt), "call-1");
        var last = Begin(Result("call-1", toolFails));
        last.Complete(Answer(last, "So it is."));
        return last;
    }

    public static void Fail(SessionTurn turn, ErrorKind kind = ErrorKind.Unavailable) => turn.Fail(new MissyException(kind, "It failed."));

    /// <summary>An answer that calls a tool.</summary>
    public static void Call(SessionTurn turn, string id, string provider = "one") =>
        turn.Complete(Answer(turn, Samples.Calls(new ToolCall(id, "get_time", "{}")), provider, "tool_calls"));

    public static ChatMessage Result(string id, bool isError = false) => Samples.Results(new ToolResult(id, "get_time", "noon", isError));

    public static Response Answer(SessionTurn turn, string text, string provider = "one") => Answer(turn, Samples.Assistant(text), provider, "stop");

    public static Response Answer(SessionTurn turn, ChatMessage message, string provider, string finishReason) => new()
    {
        Content = message.Text,
        Model = "m",
        Provider = provider,
        Usage = new TokenUsage(10, 5, 4, 3, 2),
        Cost = 0.25m,
        FinishReason = finishReason,
        Route = new Route { Provider = provider, Model = "m" },
        Conversation = [.. turn.Messages, message],
    };

    public static string Line(ChatMessage message) => string.Concat(message.Content.Select(part => part switch
    {
        TextPart text => $"{message.Role}: {text.Text}",
        ThinkingPart thinking => $"({thinking.Text})",
        ToolCallPart call => $"calls {call.Call.Id}",
        ToolResultPart result => $"result of {result.Result.ToolCallId}",
        _ => part.ToString(),
    }));
}
