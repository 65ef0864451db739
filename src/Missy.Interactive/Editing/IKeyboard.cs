namespace Missy.Interactive.Editing;

/// <summary>Where keys come from.</summary>
internal interface IKeyboard
{
    /// <summary>Whether a key waits to be read.</summary>
    public bool HasKey { get; }

    /// <summary>The next key; waits for none.</summary>
    public ConsoleKeyInfo Read();
}
