using System.Management.Automation;
using Missy.Attachments;
using Missy.Chat;

namespace Missy;

/// <summary>What is asked in one call, gathered from the prompt and the pipeline.</summary>
internal sealed class Question
{
    private readonly List<string> _context = [];

    /// <summary>The answer that the question follows; null for none.</summary>
    public Response? Earlier { get; private set; }

    /// <summary>The images and documents that come with it.</summary>
    public List<ContentPart> Attachments { get; } = [];

    /// <summary>Takes an item of the pipeline as context.</summary>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: it cannot be read, or is a second answer to follow.</exception>
    public void Add(PSObject item)
    {
        if (item.BaseObject is FileInfo file && Attachment.Read(file.FullName) is not TextPart and var part)
        {
            Attachments.Add(part);
            return;
        }

        if (item.BaseObject is not Response response)
        {
            _context.Add(ItemText.Of(item));
            return;
        }

        Earlier = Earlier is null ? response : throw new MissyException(
            ErrorKind.InvalidRequest, "One call continues one conversation, and several responses were piped.")
        {
            Remedy = "Pipe their text to ask about several: $responses.Content | ask '…'.",
        };
    }

    /// <summary>The context, a blank line, the prompt.</summary>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: the prompt is blank.</exception>
    public string Text(string? prompt)
    {
        if (string.IsNullOrWhiteSpace(prompt))
        {
            throw Nothing();
        }

        var context = string.Join('\n', _context).TrimEnd();
        return context.Length == 0 ? prompt : $"{context}\n\n{prompt}";
    }

    /// <summary>The prompt that an item by itself is.</summary>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: it is none.</exception>
    public static string Of(PSObject? item)
    {
        if (item?.BaseObject is Response)
        {
            throw new MissyException(ErrorKind.InvalidRequest, "A response continues its conversation only with a prompt.")
            {
                Remedy = "Give the next prompt as argument: $response | ask '…'.",
            };
        }

        return item is not null && ItemText.Of(item) is { } text && !string.IsNullOrWhiteSpace(text) ? text : throw Nothing();
    }

    private static MissyException Nothing() => new(ErrorKind.InvalidRequest, "There is nothing to ask: the prompt is empty.")
    {
        Remedy = "Give a prompt as argument or by the pipeline.",
    };
}
