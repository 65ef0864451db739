using Missy.Interactive.Editing;

namespace Missy.Tests.Interactive;

/// <summary>A keyboard that somebody types on, one key after the other has been taken, or into which something is pasted.</summary>
internal sealed class TypedKeys : IKeyboard
{
    private readonly Queue<(ConsoleKeyInfo Key, bool MoreFollows)> _keys = [];
    private volatile bool _ready;

    public TypedKeys() => Time = new Typist(this);

    /// <summary>The clock of whoever waits for a key: when somebody waits, the next key is typed.</summary>
    public TimeProvider Time { get; }

    public bool HasKey => _keys.Count > 0 && _ready;

    public ConsoleKeyInfo Read()
    {
        var (key, more) = _keys.Dequeue();
        _ready = more;
        return key;
    }

    /// <summary>Types: ⏎ ⌫ ⌦ ⇱ ⇲ ← → ↑ ↓ ⇥ are keys, ^X is Ctrl+X, and ⌥ holds Alt for the next.</summary>
    public void Type(string text)
    {
        var alt = false;
        var runes = text.EnumerateRunes().Select(rune => rune.ToString()).ToList();
        for (var index = 0; index < runes.Count; index++)
        {
            if (runes[index] == "⌥")
            {
                alt = true;
                continue;
            }

            if (runes[index] == "^")
            {
                var letter = runes[++index][0];
                var key = letter == 'J'
                    ? new ConsoleKeyInfo('\n', ConsoleKey.Enter, shift: false, alt: false, control: false)
                    : new ConsoleKeyInfo((char)(letter - '@'), (ConsoleKey)letter, shift: false, alt: false, control: true);
                _keys.Enqueue((key, false));
                continue;
            }

            foreach (var letter in runes[index])
            {
                _keys.Enqueue((KeyOf(letter, alt), char.IsHighSurrogate(letter)));
            }

            alt = false;
        }
    }

    /// <summary>Pastes: all keys come at once.</summary>
    public void Paste(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            _keys.Enqueue((KeyOf(text[index], alt: false), index < text.Length - 1));
        }
    }

    private static ConsoleKeyInfo KeyOf(char letter, bool alt)
    {
        var (shown, key) = letter switch
        {
            '⏎' or '\r' => ('\r', ConsoleKey.Enter),
            '⌫' => ('\b', ConsoleKey.Backspace),
            '⌦' => ('\0', ConsoleKey.Delete),
            '⇱' => ('\0', ConsoleKey.Home),
            '⇲' => ('\0', ConsoleKey.End),
            '←' => ('\0', ConsoleKey.LeftArrow),
            '→' => ('\0', ConsoleKey.RightArrow),
            '↑' => ('\0', ConsoleKey.UpArrow),
            '↓' => ('\0', ConsoleKey.DownArrow),
            '⇥' or '\t' => ('\t', ConsoleKey.Tab),
            '\u001b' => (letter, ConsoleKey.Escape),
            _ => (letter, ConsoleKey.NoName),
        };
        return new ConsoleKeyInfo(shown, key, shift: false, alt, control: false);
    }

    private sealed class Typist(TypedKeys keys) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            keys._ready = true;
            return System.CreateTimer(callback, state, TimeSpan.FromMilliseconds(1), period);
        }
    }
}
