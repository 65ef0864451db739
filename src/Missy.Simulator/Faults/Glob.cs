using System.IO.Enumeration;

namespace Missy.Simulation.Faults;

/// <summary>Patterns with <c>*</c> and <c>?</c>; case does not count.</summary>
internal static class Glob
{
    public static bool Matches(string pattern, string text) => FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: true);
}
