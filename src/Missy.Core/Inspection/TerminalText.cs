using System.Text;

namespace Missy.Inspection;

/// <summary>
/// Takes out of a text that comes in pieces what could make a terminal do things: escape sequences as a whole (ECMA-48 control
/// sequences and strings, sections 5.4 and 5.6), and every control character but line feed and tab.
/// </summary>
public sealed class TerminalText
{
    private State _state;

    private enum State
    {
        Text,
        Escape,
        Sequence,
        String,
        StringEscape,
    }

    /// <summary>A whole text without them.</summary>
    /// <param name="text">The text.</param>
    public static string Clean(string text) => new TerminalText().Next(text);

    /// <summary>The next piece without them; a sequence may begin in one piece and end in another.</summary>
    /// <param name="piece">The piece.</param>
    public string Next(string piece)
    {
        ArgumentNullException.ThrowIfNull(piece);
        if (_state == State.Text && !piece.Any(IsUnsafe))
        {
            return piece;
        }

        var shown = new StringBuilder(piece.Length);
        foreach (var letter in piece)
        {
            if (IsShown(letter))
            {
                shown.Append(letter);
            }
        }

        return shown.ToString();
    }

    private static bool IsUnsafe(char letter) => char.IsControl(letter) && letter is not ('\n' or '\t');

    private bool IsShown(char letter)
    {
        // A line feed ends whatever was begun: nothing that a terminal obeys spans lines, and no text may be swallowed to its end.
        var shown = letter == '\n' || (_state == State.Text && !IsUnsafe(letter));
        _state = (_state, letter) switch
        {
            (_, '\n') => State.Text,
            (State.String, '\e') => State.StringEscape,
            (_, '\e') => State.Escape,
            (_, '\u009b') or (State.Escape, '[') => State.Sequence,
            (_, '\u0090' or '\u009d' or '\u009e' or '\u009f' or '\u0098') or (State.Escape, ']' or 'P' or 'X' or '^' or '_') => State.String,
            (State.Escape or State.Sequence, >= ' ' and <= '/') => _state,
            (State.Sequence, >= '0' and <= '?') => State.Sequence,
            (State.String, not ('\a' or '\u009c')) => State.String,
            _ => State.Text,
        };
        return shown;
    }
}
