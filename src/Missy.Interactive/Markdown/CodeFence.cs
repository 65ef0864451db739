namespace Missy.Interactive.Markdown;

/// <summary>An open block of code: CommonMark, section 4.5.</summary>
/// <param name="Mark">What its fence is made of.</param>
/// <param name="Length">How many of them it has.</param>
/// <param name="Indent">How far it is indented, which its lines lose.</param>
internal sealed record CodeFence(char Mark, int Length, int Indent)
{
    /// <summary>Whether a line is the fence that ends it.</summary>
    public bool IsEndedBy(string line)
    {
        var fence = line.Trim();
        return line.Length - line.TrimStart(' ').Length < 4 && fence.Length >= Length && fence.All(letter => letter == Mark);
    }

    /// <summary>A line as the block holds it.</summary>
    public string Inside(string line)
    {
        var spaces = line.Length - line.TrimStart(' ').Length;
        return line[Math.Min(spaces, Indent)..];
    }
}
