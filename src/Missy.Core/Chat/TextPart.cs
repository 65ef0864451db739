namespace Missy.Chat;

/// <summary>Plain text.</summary>
/// <param name="Text">The text; never null, may be empty.</param>
public sealed record TextPart(string Text) : ContentPart;
