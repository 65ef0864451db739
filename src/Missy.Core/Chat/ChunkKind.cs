namespace Missy.Chat;

/// <summary>What a chunk of a streamed answer holds.</summary>
public enum ChunkKind
{
    /// <summary>A piece of the answer's text.</summary>
    Text,

    /// <summary>A piece of the reasoning.</summary>
    Thinking,

    /// <summary>A tool call, once it is whole.</summary>
    ToolCall,

    /// <summary>Token counts so far.</summary>
    Usage,

    /// <summary>The end: the whole answer.</summary>
    Done,
}
