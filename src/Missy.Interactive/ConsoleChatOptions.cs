using Missy.Sessions.Talk;

namespace Missy.Interactive;

/// <summary>How a chat at a console is.</summary>
public sealed record ConsoleChatOptions
{
    /// <summary>Writes what is shown, but for the message that is being written; null = to the console.</summary>
    public Func<string, CancellationToken, Task>? Write { get; init; }

    /// <summary>Whether there are colours and rendered Markdown; else answers are shown as they were written.</summary>
    public bool Styled { get; init; }

    /// <summary>What a word may become when Tab is pressed.</summary>
    public required Func<string, int, ChatCompletions> Complete { get; init; }

    /// <summary>What the arrow keys bring back, oldest first.</summary>
    public IReadOnlyList<string> Earlier { get; init; } = [];

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
