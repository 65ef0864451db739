namespace Missy.Interactive.Editing;

/// <summary>The keys as they are typed: first those that were typed ahead, then the keyboard's. Looked after often, since a wait for a key could not be ended.</summary>
/// <param name="keyboard">The keyboard.</param>
/// <param name="time">The clock.</param>
internal sealed class Keys(IKeyboard keyboard, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(15);

    private readonly Queue<ConsoleKeyInfo> _ahead = new();

    /// <summary>Whether a key follows at once, as it does in what is pasted.</summary>
    public bool HasMore => _ahead.Count > 0 || keyboard.HasKey;

    /// <summary>Waits for the next key.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ConsoleKeyInfo> NextAsync(CancellationToken cancellationToken)
    {
        while (!HasMore)
        {
            await Task.Delay(Interval, time, cancellationToken);
        }

        return _ahead.TryDequeue(out var key) ? key : keyboard.Read();
    }

    /// <summary>Looks for Ctrl+C while something is done. What else is typed meanwhile is typed ahead.</summary>
    /// <param name="stop">What to do on Ctrl+C.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task WatchAsync(Action stop, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            while (keyboard.HasKey)
            {
                var key = keyboard.Read();
                if (IsInterrupt(key))
                {
                    _ahead.Clear();
                    stop();
                }
                else
                {
                    _ahead.Enqueue(key);
                }
            }

            await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Whether a key is Ctrl+C.</summary>
    public static bool IsInterrupt(ConsoleKeyInfo key) =>
        key.KeyChar == '\u0003' || (key.Key == ConsoleKey.C && key.Modifiers == ConsoleModifiers.Control);
}
