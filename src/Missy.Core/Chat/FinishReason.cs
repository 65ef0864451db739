namespace Missy.Chat;

/// <summary>Why a model stopped.</summary>
public enum FinishReason
{
    /// <summary>It had said all it wanted, or met a stop sequence.</summary>
    Stop,

    /// <summary>It waits for the results of tool calls.</summary>
    ToolCalls,

    /// <summary>It met the token limit or the end of its context: the answer is cut.</summary>
    Length,

    /// <summary>The service withheld or cut the answer for what it says.</summary>
    ContentFilter,
}
