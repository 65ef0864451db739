namespace Missy;

/// <summary>A prompt whose tier is asked for, with what else the router goes by.</summary>
public sealed record TierRequest
{
    /// <summary>What the user wrote; may be empty.</summary>
    public required string Prompt { get; init; }

    /// <summary>How many tools would be offered.</summary>
    public int ToolCount { get; init; }

    /// <summary>How many turns the conversation would have behind it.</summary>
    public int HistoryTurns { get; init; }

    /// <summary>The most tokens that would be asked for; null = not said.</summary>
    public int? MaxTokens { get; init; }

    /// <summary><c>rules</c>, <c>score</c> or <c>off</c>; null = as the configuration says.</summary>
    public string? Strategy { get; init; }

    /// <summary>What the prompt came from, for the result to carry; null for none.</summary>
    public object? InputObject { get; init; }

    /// <summary>
    /// How <see cref="InputObject"/> is told as text in records of the result, called on the thread that reads it; null = as it calls itself.
    /// </summary>
    public Func<object, string?>? InputFormatter { get; init; }
}
