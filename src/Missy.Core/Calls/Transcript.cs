using Missy.Chat;
using Missy.Providers;

namespace Missy.Calls;

/// <summary>
/// A conversation as one model at one provider takes it, whoever answered in it before: its tool calls whole and with ids that the
/// service accepts, and no pictures and documents of earlier turns where the model sees none, or that the service would refuse.
/// </summary>
internal static class Transcript
{
    private static readonly TextPart NoImage = new("[An image, which this model cannot be shown.]");

    /// <summary>Converts a conversation; one that is fine already comes back as it is.</summary>
    /// <param name="messages">The conversation, what is asked last.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="model">What is known of the model; null = nothing.</param>
    public static IReadOnlyList<ChatMessage> For(IReadOnlyList<ChatMessage> messages, RegisteredProvider provider, CatalogueModel? model)
    {
        if (messages.Count < 2)
        {
            return messages;
        }

        messages = WithoutUnseen(messages, provider, model);
        if (!ToolPairs.Any(messages))
        {
            return messages;
        }

        messages = ToolPairs.Whole(messages);
        return ToolCallIds.Of(provider)?.Apply(messages) ?? messages;
    }

    // What is asked now with a picture that the model cannot see, or the service refuses, is refused; what was asked of another is not.
    private static IReadOnlyList<ChatMessage> WithoutUnseen(IReadOnlyList<ChatMessage> messages, RegisteredProvider provider, CatalogueModel? model)
    {
        if (!messages.Any(message => message.Content.Any(part => part is ImagePart or DocumentPart)))
        {
            return messages;
        }

        var blind = model is { Capabilities: not ModelCapabilities.None } known && !known.Capabilities.HasFlag(ModelCapabilities.Vision);
        var ollama = provider.Service.Wire == WireKind.Ollama;
        bool Refused(IReadOnlyList<ChatMessage> sent) =>
            provider.Chat.WhyRefused(new CompletionRequest { Model = model?.Id ?? "", Messages = sent }) is not null;
        bool Unseen(ContentPart part) => part is ImagePart or DocumentPart
            && (blind || (ollama && part is ImagePart { Url: not null }) || Refused([new ChatMessage(ChatRole.User, [part])]));

        var asked = Turns.Starts(messages) is [.., var last] ? last : messages.Count - 1;
        ChatMessage[] seen = [.. messages.Select((message, position) => position < asked ? Without(message, Unseen) : message)];

        // Each for itself may be small enough, and all of them too much: the oldest go first.
        for (var position = 0; position < asked && Refused(seen); position++)
        {
            seen[position] = Without(seen[position], static part => part is DocumentPart or ImagePart { Url: null });
        }

        return seen;
    }

    private static ChatMessage Without(ChatMessage message, Func<ContentPart, bool> unseen) => message.Content.Any(part => part is ImagePart or DocumentPart)
        ? message with { Content = [.. message.Content.Select(part => unseen(part) ? Note(part) : part)] }
        : message;

    private static TextPart Note(ContentPart part) =>
        part is DocumentPart document ? new TextPart($"[The document {document.Name}, which this model cannot be shown.]") : NoImage;
}
