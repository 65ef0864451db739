using System.Text;

namespace Missy.Network;

/// <summary>The parts of a text that are to be masked.</summary>
internal sealed class MaskedRanges
{
    private List<(int Start, int End)>? _ranges;

    /// <summary>Adds a part; parts may overlap.</summary>
    public void Add(int start, int end) => (_ranges ??= []).Add((start, end));

    /// <summary>The text with one mask for each part, or the text itself when there is none.</summary>
    public string Apply(string text)
    {
        if (_ranges is null)
        {
            return text;
        }

        var masked = new StringBuilder(text.Length);
        var at = 0;
        foreach (var (start, end) in _ranges.OrderBy(static range => range.Start))
        {
            // Parts that touch or overlap become one mask: two would tell where one ends.
            if (start > at || (start == at && at == 0))
            {
                masked.Append(text, at, start - at).Append(Redactor.Mask);
            }

            at = Math.Max(at, end);
        }

        return masked.Append(text, at, text.Length - at).ToString();
    }
}
