namespace Missy.Chat;

/// <summary>One piece of a message's content; each wire maps the kinds that it knows.</summary>
public abstract record ContentPart
{
    /// <summary>The kind of part: its type's name without the word, such as <c>Text</c> or <c>ToolCall</c>.</summary>
    public string Part => GetType().Name.Replace("Part", "", StringComparison.Ordinal);

    /// <summary>The part as text.</summary>
    public string PartText => ToString();
}
