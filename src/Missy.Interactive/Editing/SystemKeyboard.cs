namespace Missy.Interactive.Editing;

/// <summary>The console's own keyboard.</summary>
internal sealed class SystemKeyboard : IKeyboard
{
    /// <inheritdoc/>
    public bool HasKey => Console.KeyAvailable;

    /// <inheritdoc/>
    public ConsoleKeyInfo Read() => Console.ReadKey(intercept: true);
}
