using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>The rule for names that users make up: they must be told from <c>provider/model</c> and survive a command line.</summary>
internal static class EntryName
{
    internal const string Remedy = "Use letters, digits, hyphens, underscores and dots.";

    /// <summary>The same as a pattern for editors.</summary>
    internal const string Pattern = @"^\s*[^/:`\s]{1,64}\s*$";

    private const int Longest = 64;

    internal static bool Check(string name, YamlNode at, ReadScope scope)
    {
        if (Problem(name) is not { } problem)
        {
            return true;
        }

        scope.Error(at, DiagnosticCodes.BadName, problem, Remedy);
        return false;
    }

    /// <summary>What is wrong with a name, as a sentence; null when it can be used.</summary>
    internal static string? Problem(string name)
    {
        if (name.Length is > 0 and <= Longest && !name.Any(static c => c is '/' or ':' or '`' || char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            return null;
        }

        return name.Length == 0
            ? "The name is empty."
            : FormattableString.Invariant($"The name is longer than {Longest} characters, or holds a slash, a colon, a back-tick or white space.");
    }
}
