using Missy.Chat;

namespace Missy.Sessions;

/// <summary>
/// Messages of a conversation, in no service's own form. What they hold of a model's thinking is all of one provider:
/// it is signed, and nobody else takes it back.
/// </summary>
/// <param name="Messages">The messages, oldest first.</param>
/// <param name="Provider">Who gave the last answer; null when there is none.</param>
internal sealed record History(IReadOnlyList<ChatMessage> Messages, string? Provider)
{
    public static History Empty { get; } = new([], null);

    /// <summary>The messages as a provider takes them.</summary>
    public IReadOnlyList<ChatMessage> For(string provider) =>
        Provider is null || Provider == provider ? Messages : [.. Messages.Select(WithoutThinking).OfType<ChatMessage>()];

    /// <summary>The last turns.</summary>
    /// <param name="turns">How many; 0 = all.</param>
    public History Last(int turns) => this with { Messages = Turns.Last(Messages, turns) };

    /// <summary>The messages and what was said to them.</summary>
    public History Ask(IReadOnlyList<ChatMessage> asked) => this with { Messages = [.. Messages, .. asked] };

    /// <summary>The messages and those that follow.</summary>
    /// <param name="messages">What follows; its thinking is of <paramref name="provider"/>.</param>
    /// <param name="provider">Who gave its last answer.</param>
    public History Add(IReadOnlyList<ChatMessage> messages, string provider) => new([.. For(provider), .. messages], provider);

    // A message of thinking alone has nothing left to send.
    private static ChatMessage? WithoutThinking(ChatMessage message)
    {
        if (!message.Content.Any(part => part is ThinkingPart))
        {
            return message;
        }

        var rest = message.Content.Where(part => part is not ThinkingPart).ToList();
        return rest.Count == 0 ? null : message with { Content = rest };
    }
}
