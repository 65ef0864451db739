using System.Text;

namespace Missy.Network;

/// <summary>
/// A text as one reader or another would understand it: as it stands, or with the escapes of JSON, URLs or HTML undone, once
/// or one inside the other. Each character knows which part of the original it came from.
/// </summary>
internal sealed class TextReading
{
    // Percent signs within JSON within HTML: nobody was seen to go deeper.
    private const int MaxDepth = 3;

    private readonly int[]? _starts;

    private TextReading(string text, int[]? starts)
    {
        Text = text;
        _starts = starts;
    }

    /// <summary>The text as this reader understands it.</summary>
    public string Text { get; }

    /// <summary>The text itself and every reading of it that differs.</summary>
    public static IReadOnlyList<TextReading> All(string text)
    {
        var found = new List<TextReading> { new(text, null) };
        var seen = new HashSet<string>(StringComparer.Ordinal) { text };
        var from = 0;
        for (var depth = 0; depth < MaxDepth; depth++)
        {
            var end = found.Count;
            for (; from < end; from++)
            {
                foreach (var decode in TextEscapes.All)
                {
                    if (found[from].Decode(decode) is { } reading && seen.Add(reading.Text))
                    {
                        found.Add(reading);
                    }
                }
            }
        }

        return found;
    }

    /// <summary>Notes the parts of the original that read as a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="comparison">How it is compared.</param>
    /// <param name="found">Takes the parts.</param>
    /// <param name="before">How many characters before it are part of it all the same.</param>
    /// <param name="after">How many after it, with the filling of base64 that may follow.</param>
    public void Find(string value, StringComparison comparison, MaskedRanges found, int before = 0, int after = 0)
    {
        for (var at = Text.IndexOf(value, comparison); at >= 0; at = Next(at))
        {
            var end = Math.Min(Text.Length, at + value.Length + after);
            while (after > 0 && end < Text.Length && Text[end] == '=')
            {
                end++;
            }

            Mask(Math.Max(0, at - before), end, found);
        }

        int Next(int at) => Text.IndexOf(value, at + 1, comparison);
    }

    /// <summary>Notes the part of the original that a part of this reading came from.</summary>
    public void Mask(int start, int end, MaskedRanges found) => found.Add(Source(start), Source(end));

    private TextReading? Decode(TextEscapes.Decoder decode)
    {
        StringBuilder? text = null;
        List<int>? starts = null;
        var copied = 0;
        for (var at = 0; at < Text.Length;)
        {
            var length = decode(Text, at, out var meaning);
            if (length == 0)
            {
                at++;
                continue;
            }

            text ??= new StringBuilder(Text.Length);
            starts ??= new List<int>(Text.Length);
            Copy(copied, at);
            text.Append(meaning);
            foreach (var _ in meaning)
            {
                starts.Add(Source(at));
            }

            at += length;
            copied = at;
        }

        if (text is null)
        {
            return null;
        }

        Copy(copied, Text.Length);
        starts!.Add(Source(Text.Length));
        return new TextReading(text.ToString(), [.. starts]);

        void Copy(int start, int end)
        {
            text!.Append(Text, start, end - start);
            for (var index = start; index < end; index++)
            {
                starts!.Add(Source(index));
            }
        }
    }

    private int Source(int at) => _starts is null ? at : _starts[at];
}
