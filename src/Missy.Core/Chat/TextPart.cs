namespace Missy.Chat;

/// <summary>Plain text.</summary>
/// <param name="Text">The text; never null, may be empty.</param>
public sealed record TextPart(string Text) : ContentPart
{
    /// <summary>The file whose content it is, under its name; null for what somebody wrote or a model said.</summary>
    public string? FileName { get; init; }

    /// <summary><see cref="Text"/>.</summary>
    public override string ToString() => Text;
}
