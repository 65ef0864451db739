using Missy.Chat;

namespace Missy.Providers;

/// <summary>What attachments a wire takes, so that one that is refused anyway is not sent first. Sizes are of bytes as base64, as they are sent.</summary>
/// <param name="Service">Whose limits they are.</param>
internal sealed record AttachmentLimits(string Service)
{
    private const long Mebi = 1024 * 1024;

    /// <summary>Claude API reference, "Errors" (request size: 32 MB), guide "Vision": 5 MB an image, which the service counts in base64.</summary>
    public static AttachmentLimits Anthropic { get; } = new("Anthropic") { Image = 5 * Mebi, All = 32 * Mebi };

    /// <summary>OpenAI guides "Images and vision" (512 MB a request) and "File inputs" (50 MB of files, which are counted as they are on disk).</summary>
    public static AttachmentLimits OpenAI { get; } = new("OpenAI") { Documents = 50 * Mebi, All = 512 * Mebi };

    /// <summary>docs/api.md: images alone, and no word of a size.</summary>
    public static AttachmentLimits Ollama { get; } = new("Ollama") { Documents = 0 };

    /// <summary>The most of one image.</summary>
    public long Image { get; init; } = long.MaxValue;

    /// <summary>The most of all documents, not as base64; 0 = none are taken.</summary>
    public long Documents { get; init; } = long.MaxValue;

    /// <summary>The most of all together.</summary>
    public long All { get; init; } = long.MaxValue;

    /// <summary>Why the attachments of a conversation would be refused; null when they would not.</summary>
    public MissyException? WhyRefused(IReadOnlyList<ChatMessage> messages)
    {
        var (documents, all) = (0L, 0L);
        foreach (var part in messages.SelectMany(message => message.Content))
        {
            switch (part)
            {
                case ImagePart { Url: null } image when Encoded(image.Data) > Image:
                    return Refused(
                        $"The image {image.Name ?? "attached"} has {ByteCount.Of(image.Data.Length)}, and {Service} takes one of {ByteCount.Of(Image / 4 * 3)} at most.",
                        "Make it smaller: its pixels, or its quality as a JPEG.");
                case ImagePart image:
                    all += Encoded(image.Data);
                    break;
                case DocumentPart document when Documents == 0:
                    return Refused(
                        $"{Service} takes no PDF, as {document.Name} is.",
                        "Attach its pages as images or its text, or ask a service that takes PDF.");
                case DocumentPart document:
                    documents += document.Data.Length;
                    all += Encoded(document.Data);
                    if (documents > Documents)
                    {
                        return Refused(
                            $"With {document.Name} the documents have {ByteCount.Of(documents)}, and {Service} takes {ByteCount.Of(Documents)} at most in a request.",
                            "Attach fewer, or parts of them.");
                    }

                    break;
            }
        }

        return all <= All ? null : Refused(
            $"The attachments of the conversation have {ByteCount.Of(all / 4 * 3)}, and {Service} takes {ByteCount.Of(All / 4 * 3)} at most in a request.",
            "Attach fewer, or smaller ones.");
    }

    private static long Encoded(ReadOnlyMemory<byte> data) => (data.Length + 2L) / 3 * 4;

    private static MissyException Refused(string message, string remedy) => new(ErrorKind.InvalidRequest, message) { Remedy = remedy };
}
