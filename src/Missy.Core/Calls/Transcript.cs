using Missy.Chat;
using Missy.Providers;

namespace Missy.Calls;

/// <summary>
/// A conversation as one model at one provider takes it, whoever answered in it before: its tool calls whole and with ids that the
/// service accepts, and no pictures and documents of earlier turns where the model sees none.
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

        messages = WithoutImages(messages, provider, model);
        if (!ToolPairs.Any(messages))
        {
            return messages;
        }

        messages = ToolPairs.Whole(messages);
        return ToolCallIds.Of(provider)?.Apply(messages) ?? messages;
    }

    // What is asked now with a picture that the model cannot see is refused; what was asked of another is not.
    private static IReadOnlyList<ChatMessage> WithoutImages(IReadOnlyList<ChatMessage> messages, RegisteredProvider provider, CatalogueModel? model)
    {
        var blind = model is { Capabilities: not ModelCapabilities.None } known && !known.Capabilities.HasFlag(ModelCapabilities.Vision);
        var ollama = provider.Service.Wire == WireKind.Ollama;
        bool Unseen(ContentPart part) => part switch
        {
            ImagePart image => blind || (image.Url is not null && ollama),
            DocumentPart => blind || ollama,
            _ => false,
        };
        if (!messages.Any(message => message.Content.Any(Unseen)))
        {
            return messages;
        }

        var asked = Turns.Starts(messages) is [.., var last] ? last : messages.Count - 1;
        return [.. messages.Select((message, position) => position < asked && message.Content.Any(Unseen)
            ? message with { Content = [.. message.Content.Select(part => Unseen(part) ? Note(part) : part)] }
            : message)];
    }

    private static TextPart Note(ContentPart part) =>
        part is DocumentPart document ? new TextPart($"[The document {document.Name}, which this model cannot be shown.]") : NoImage;
}
