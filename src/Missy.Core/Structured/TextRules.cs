using System.Text.Json;
using System.Text.RegularExpressions;
using Missy.Chat;

namespace Missy.Structured;

/// <summary>The keywords for strings. A string is as long as its Unicode characters are many.</summary>
internal static partial class TextRules
{
    // Patterns come with the schema and texts from the model: together they may backtrack without end.
    private static readonly TimeSpan PatternTime = TimeSpan.FromSeconds(1);

    public static void Check(JsonElement schema, JsonElement value, string path, Findings findings)
    {
        var text = JsonStrings.Read(value);
        if (schema.TryGetProperty("minLength", out var least) && Length(text) < JsonValues.Count(least))
        {
            findings.Add(path, () => $"must have {least} characters or more, and has {Length(text)}");
        }

        if (schema.TryGetProperty("maxLength", out var most) && Length(text) > JsonValues.Count(most))
        {
            findings.Add(path, () => $"must have {most} characters or fewer, and has {Length(text)}");
        }

        if (schema.TryGetProperty("pattern", out var pattern) && !Matches(pattern.GetString()!, text))
        {
            findings.Add(path, () => $"must match the pattern {pattern}, and is {JsonValues.Show(value)}");
        }
    }

    /// <summary>Whether a text matches a pattern somewhere; one that takes too long to tell does not.</summary>
    public static bool Matches(string pattern, string text)
    {
        try
        {
            return Expression(pattern).IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    /// <summary>
    /// The expression that a pattern is. Those of ECMAScript are meant, whose classes such as \d are of ASCII alone, and whose $ is
    /// the very end.
    /// </summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static Regex Expression(string pattern)
    {
        pattern = AtVeryEnd(pattern);
        try
        {
            return new Regex(pattern, RegexOptions.ECMAScript, PatternTime);
        }
        catch (ArgumentException)
        {
            // With \p{…} and the like, which .NET knows but not in that mode.
            return new Regex(pattern, RegexOptions.CultureInvariant, PatternTime);
        }
    }

    // ECMA-262, section 22.2.2.4: without the flag m, $ is the end and nothing before it. That of .NET is before a last line feed too.
    private static string AtVeryEnd(string pattern) => LineMode().IsMatch(pattern)
        ? pattern
        : EscapeClassOrEnd().Replace(pattern, static part => part.Value == "$" ? @"\z" : part.Value);

    // A bracket that comes first in a class is a character of it for .NET.
    [GeneratedRegex(@"\\.|\[\^?\]?(?:\\.|[^\]\\])*|\$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex EscapeClassOrEnd();

    [GeneratedRegex(@"\(\?[a-z]*m[a-z-]*[:)]", RegexOptions.CultureInvariant)]
    private static partial Regex LineMode();

    private static int Length(string text) => text.EnumerateRunes().Count();
}
