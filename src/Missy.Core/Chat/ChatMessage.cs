namespace Missy.Chat;

/// <summary>One message of a conversation, in no service's own form.</summary>
/// <param name="Role">Who said it.</param>
/// <param name="Content">Its parts in order; may be empty.</param>
public sealed record ChatMessage(ChatRole Role, IReadOnlyList<ContentPart> Content)
{
    /// <summary>A message of one text part.</summary>
    public ChatMessage(ChatRole role, string text)
        : this(role, [new TextPart(text)])
    {
    }

    /// <summary>Its parts in order; may be empty.</summary>
    public IReadOnlyList<ContentPart> Content { get; init; } = Indexable.Of(Content);

    /// <summary>The text parts joined; empty when there is none.</summary>
    public string Text => string.Concat(Content.OfType<TextPart>().Select(part => part.Text));

    // A column of records for export.

    /// <summary><see cref="Content"/>, <c>"; "</c> between them; empty for none.</summary>
    public string PartText => Indexable.Text(Content);

    /// <inheritdoc/>
    public override string ToString() => $"{Role}: {Text}";
}
