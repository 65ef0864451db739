using System.Globalization;

namespace Missy.Interactive.Editing;

/// <summary>A message that is being written: its text, and the caret in it. Whatever moves or deletes does so by what a reader takes for one character.</summary>
internal sealed class LineBuffer
{
    /// <summary>The text; lines are parted by one line feed.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Where the caret stands: before the character of that index.</summary>
    public int Caret { get; private set; }

    /// <summary>Where the line begins that the caret is in.</summary>
    public int LineStart => Caret == 0 ? 0 : Text.LastIndexOf('\n', Caret - 1) + 1;

    /// <summary>Where that line ends.</summary>
    public int LineEnd => Text.IndexOf('\n', Caret) is >= 0 and var end ? end : Text.Length;

    public bool IsInFirstLine => LineStart == 0;

    public bool IsInLastLine => LineEnd == Text.Length;

    /// <summary>Takes another text, with the caret at its end.</summary>
    public void Set(string text)
    {
        Text = text;
        Caret = text.Length;
    }

    /// <summary>Writes at the caret.</summary>
    public void Insert(string text) => Replace(Caret, 0, text);

    /// <summary>Writes in the place of something, with the caret behind it.</summary>
    public void Replace(int start, int length, string text)
    {
        Text = Text.Remove(start, length).Insert(start, text);
        Caret = start + text.Length;
    }

    public void Left() => Caret = Before(Caret);

    public void Right() => Caret = After(Caret);

    public void Home() => Caret = LineStart;

    public void End() => Caret = LineEnd;

    public void WordLeft() => Caret = WordBefore();

    public void WordRight()
    {
        while (Caret < Text.Length && !char.IsLetterOrDigit(Text[Caret]))
        {
            Caret++;
        }

        while (Caret < Text.Length && char.IsLetterOrDigit(Text[Caret]))
        {
            Caret++;
        }
    }

    /// <summary>To the line above, as far in as the caret is.</summary>
    public void Up()
    {
        var (column, end) = (Caret - LineStart, LineStart - 1);
        Caret = end;
        Caret = Math.Min(LineStart + column, end);
    }

    /// <summary>To the line below, as far in as the caret is.</summary>
    public void Down()
    {
        var column = Caret - LineStart;
        Caret = LineEnd + 1;
        Caret = Math.Min(Caret + column, LineEnd);
    }

    public void DeleteBefore() => Delete(Before(Caret), Caret);

    public void DeleteAfter() => Delete(Caret, After(Caret));

    public void DeleteWordBefore() => Delete(WordBefore(), Caret);

    public void DeleteToLineStart() => Delete(LineStart, Caret);

    public void DeleteToLineEnd() => Delete(Caret, LineEnd == Caret ? After(Caret) : LineEnd);

    private void Delete(int from, int to) => Replace(from, to - from, "");

    private int After(int index) => index == Text.Length ? index : index + StringInfo.GetNextTextElementLength(Text, index);

    private int Before(int index)
    {
        var before = 0;
        for (var at = 0; at < index; at = After(at))
        {
            before = at;
        }

        return before;
    }

    private int WordBefore()
    {
        var at = Caret;
        while (at > 0 && !char.IsLetterOrDigit(Text[at - 1]))
        {
            at--;
        }

        while (at > 0 && char.IsLetterOrDigit(Text[at - 1]))
        {
            at--;
        }

        return at;
    }
}
