using System.Text;

namespace Missy.Configuration.Editing;

/// <summary>One change of a text: some characters give place to others.</summary>
/// <param name="Start">Where.</param>
/// <param name="Length">How many characters go.</param>
/// <param name="Text">What comes in their place.</param>
internal sealed record Splice(int Start, int Length, string Text)
{
    internal static Splice Insert(int at, string text) => new(at, 0, text);

    internal static Splice Delete(int start, int end) => new(start, end - start, "");

    /// <summary>The text with all changes, which do not overlap and are in order.</summary>
    internal static string Apply(string text, IReadOnlyList<Splice> splices)
    {
        var result = new StringBuilder(text.Length + 64);
        var at = 0;
        foreach (var splice in splices)
        {
            result.Append(text, at, splice.Start - at).Append(splice.Text);
            at = splice.Start + splice.Length;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }
}
