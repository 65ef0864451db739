using System.Text;
using Missy.Chat;

namespace Missy.Attachments;

/// <summary>
/// Files as parts of a question: PNG, JPEG, GIF and WebP images, PDF documents, and text, which stands under its name. What a file
/// is, its bytes tell.
/// </summary>
public static class Attachment
{
    // More than any service takes of one file (OpenAI, guide "File inputs": 50 MB).
    private const long Largest = 50L * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: it is not there, cannot be read, is too large, or of no kind that models take.</exception>
    public static ContentPart Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                throw new MissyException(ErrorKind.InvalidRequest, $"'{path}' cannot be read: there is no such file.");
            }

            return file.Length > Largest ? throw TooLarge(path, file.Length) : Of(File.ReadAllBytes(path), file.Name, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MissyException(ErrorKind.InvalidRequest, $"'{path}' cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Takes a file's bytes.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="name">What the file is called.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: it is too large, or of no kind that models take.</exception>
    public static ContentPart Of(ReadOnlyMemory<byte> data, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return data.Length > Largest ? throw TooLarge(name, data.Length) : Of(data, name, name);
    }

    private static ContentPart Of(ReadOnlyMemory<byte> data, string name, string shown) =>
        FileKinds.Image(data.Span) is { } type ? ImagePart.FromBytes(data, type) with { Name = name }
        : FileKinds.IsPdf(data.Span) ? new DocumentPart(data, "application/pdf", name)
        : Text(data.Span) is { } text ? new TextPart($"{name}:\n{text}\n\n") { FileName = name }
        : throw new MissyException(ErrorKind.InvalidRequest, $"'{shown}' is not UTF-8 text, nor a PNG, JPEG, GIF or WebP image, nor a PDF.")
        {
            Remedy = "Turn it into one of these, such as a document into a PDF.",
        };

    private static string? Text(ReadOnlySpan<byte> data)
    {
        try
        {
            var text = Strict.GetString(data);
            return text.Contains('\0', StringComparison.Ordinal) ? null : text.TrimStart('\uFEFF').TrimEnd();
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static MissyException TooLarge(string name, long bytes) =>
        new(ErrorKind.InvalidRequest, $"'{name}' has {ByteCount.Of(bytes)}, and no service takes a file of more than {ByteCount.Of(Largest)}.")
        {
            Remedy = "Make it smaller, or attach a part of it.",
        };
}
