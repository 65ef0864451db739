using System.Globalization;
using System.Text;
using Missy.Chat;

namespace Missy.Providers;

/// <summary>One part of an answer while it is being read.</summary>
internal sealed class ContentBuilder(ChunkKind kind)
{
    public ChunkKind Kind { get; } = kind;

    public StringBuilder Text { get; } = new();

    public bool Closed { get; set; }

    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? Signature { get; set; }

    public string? Encrypted { get; set; }

    /// <summary>Null until the call is whole.</summary>
    public ToolCall? ToolCall { get; private set; }

    /// <summary>Makes the call whole. A service that gives no id gets one by position, so that two calls of one tool differ.</summary>
    public ToolCall Finish(int position)
    {
        var id = string.IsNullOrEmpty(Id) ? "call_" + position.ToString(CultureInfo.InvariantCulture) : Id;

        // No arguments at all is how several services spell a call of a tool without parameters.
        var arguments = Text.Length == 0 ? "{}" : Text.ToString();
        return ToolCall = new ToolCall(id, Name ?? "", arguments);
    }

    public ContentPart ToPart() => Kind switch
    {
        ChunkKind.Thinking => new ThinkingPart(Text.ToString(), Signature, Encrypted, Id),
        ChunkKind.ToolCall => new ToolCallPart(ToolCall!),
        _ => new TextPart(Text.ToString()),
    };
}
