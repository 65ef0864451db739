namespace Missy.Chat;

/// <summary>Who said a message.</summary>
public enum ChatRole
{
    /// <summary>Instructions that stand above the conversation.</summary>
    System,

    /// <summary>The person or program that asks.</summary>
    User,

    /// <summary>The model.</summary>
    Assistant,

    /// <summary>A tool that the model called; the message holds its results.</summary>
    Tool,
}
