using Missy.Sessions.Talk;

namespace Missy.Interactive.Editing;

/// <summary>
/// Lets a person write a message: with a caret, a history and completion, over several lines where a line ends with a
/// backslash, with Alt+Enter or Ctrl+J, or in what is pasted.
/// </summary>
internal sealed class LineEditor(Keys keys, EditorView view, InputHistory history, Func<string, int, ChatCompletions> complete)
{
    private const int MostOffered = 60;
    private const string HowToLeave = "Press Ctrl+C again to leave, or Ctrl+D, or write /exit.";

    private LineBuffer _buffer = new();
    private IReadOnlyList<string> _below = [];
    private bool _leaving;

    /// <summary>Waits for a message.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message; null when the person wants to leave.</returns>
    public async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        _buffer = new LineBuffer();
        _below = [];
        view.Draw("", 0, _below);
        while (true)
        {
            var key = await keys.NextAsync(cancellationToken);
            var wasLeaving = _leaving;
            _leaving = false;
            _below = [];
            if (Keys.IsInterrupt(key))
            {
                if (wasLeaving && _buffer.Text.Length == 0)
                {
                    return Leave();
                }

                Interrupt();
            }
            else if (key is { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control } or { KeyChar: '\u0004' })
            {
                if (_buffer.Text.Length == 0)
                {
                    return Leave();
                }

                _buffer.DeleteAfter();
            }
            else if (key.Key == ConsoleKey.Enter && IsSent(key))
            {
                var text = _buffer.Text;
                view.Leave(text);
                history.Add(text);
                return text;
            }
            else
            {
                Do(key);
            }

            // What is pasted is drawn once, when it is whole.
            if (!keys.HasMore)
            {
                view.Draw(_buffer.Text, _buffer.Caret, _below);
            }
        }
    }

    private string? Leave()
    {
        view.Leave(_buffer.Text);
        return null;
    }

    private void Interrupt()
    {
        _leaving = _buffer.Text.Length == 0;
        _below = _leaving ? [HowToLeave] : [];
        if (!_leaving)
        {
            view.Leave(_buffer.Text);
            _buffer = new LineBuffer();
        }
    }

    // Ctrl+J comes as a line feed; a line feed or return in what is pasted is followed by more.
    private bool IsSent(ConsoleKeyInfo key)
    {
        if (_buffer.Caret == _buffer.Text.Length && _buffer.Text.EndsWith('\\'))
        {
            _buffer.DeleteBefore();
        }
        else if (key.KeyChar != '\n' && (key.Modifiers & (ConsoleModifiers.Alt | ConsoleModifiers.Shift | ConsoleModifiers.Control)) == 0 && !keys.HasMore)
        {
            return true;
        }

        _buffer.Insert("\n");
        return false;
    }

    private void Do(ConsoleKeyInfo key)
    {
        switch (key.Key, key.Modifiers & ~ConsoleModifiers.Shift)
        {
            case (ConsoleKey.Tab, _):
                Complete();
                break;
            case (ConsoleKey.Backspace, ConsoleModifiers.Control or ConsoleModifiers.Alt) or (ConsoleKey.W, ConsoleModifiers.Control):
                _buffer.DeleteWordBefore();
                break;
            case (ConsoleKey.Backspace, _) or (ConsoleKey.H, ConsoleModifiers.Control):
                _buffer.DeleteBefore();
                break;
            case (ConsoleKey.Delete, _):
                _buffer.DeleteAfter();
                break;
            case (ConsoleKey.LeftArrow, ConsoleModifiers.Control or ConsoleModifiers.Alt) or (ConsoleKey.B, ConsoleModifiers.Alt):
                _buffer.WordLeft();
                break;
            case (ConsoleKey.RightArrow, ConsoleModifiers.Control or ConsoleModifiers.Alt) or (ConsoleKey.F, ConsoleModifiers.Alt):
                _buffer.WordRight();
                break;
            case (ConsoleKey.LeftArrow, _) or (ConsoleKey.B, ConsoleModifiers.Control):
                _buffer.Left();
                break;
            case (ConsoleKey.RightArrow, _) or (ConsoleKey.F, ConsoleModifiers.Control):
                _buffer.Right();
                break;
            case (ConsoleKey.Home, _) or (ConsoleKey.A, ConsoleModifiers.Control):
                _buffer.Home();
                break;
            case (ConsoleKey.End, _) or (ConsoleKey.E, ConsoleModifiers.Control):
                _buffer.End();
                break;
            case (ConsoleKey.U, ConsoleModifiers.Control):
                _buffer.DeleteToLineStart();
                break;
            case (ConsoleKey.K, ConsoleModifiers.Control):
                _buffer.DeleteToLineEnd();
                break;
            case (ConsoleKey.L, ConsoleModifiers.Control):
                view.Clear();
                break;
            case (ConsoleKey.UpArrow, _) or (ConsoleKey.P, ConsoleModifiers.Control):
                Up();
                break;
            case (ConsoleKey.DownArrow, _) or (ConsoleKey.N, ConsoleModifiers.Control):
                Down();
                break;
            case (ConsoleKey.Escape, _):
                break;
            default:
                Insert(key.KeyChar);
                break;
        }
    }

    private void Insert(char letter)
    {
        if (!char.IsControl(letter))
        {
            _buffer.Insert(letter.ToString());
        }
    }

    private void Up()
    {
        if (!_buffer.IsInFirstLine)
        {
            _buffer.Up();
        }
        else if (history.Previous(_buffer.Text) is { } earlier)
        {
            _buffer.Set(earlier);
        }
    }

    private void Down()
    {
        if (!_buffer.IsInLastLine)
        {
            _buffer.Down();
        }
        else if (history.Next() is { } later)
        {
            _buffer.Set(later);
        }
    }

    // As far as all candidates go; then they are shown. In what is pasted a tab is a tab.
    private void Complete()
    {
        if (keys.HasMore)
        {
            _buffer.Insert("\t");
            return;
        }

        var found = complete(_buffer.Text, _buffer.Caret);
        if (found.Words.Count == 0)
        {
            return;
        }

        var common = found.Words.Aggregate(Common);
        if (found.Words.Count == 1 || common.Length > found.Length)
        {
            _buffer.Replace(found.Start, found.Length, found.Words.Count == 1 ? common + " " : common);
        }
        else
        {
            var rest = found.Words.Count - MostOffered;
            _below = [string.Join("  ", found.Words.Take(MostOffered)) + (rest > 0 ? $"  … {rest} more" : "")];
        }
    }

    private static string Common(string one, string other)
    {
        var length = 0;
        while (length < one.Length && length < other.Length && char.ToUpperInvariant(one[length]) == char.ToUpperInvariant(other[length]))
        {
            length++;
        }

        return one[..length];
    }
}
