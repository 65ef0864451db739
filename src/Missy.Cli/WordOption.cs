using System.CommandLine;

namespace Missy.Cli;

/// <summary>Options whose value is one of a few words, in any case.</summary>
internal static class WordOption
{
    public static Option<string?> Create(string name, string description, params string[] words) => new(name)
    {
        Description = description,
        HelpName = string.Join('|', words),
        CustomParser = result =>
        {
            var given = result.Tokens[0].Value;
            if (words.FirstOrDefault(word => word.Equals(given, StringComparison.OrdinalIgnoreCase)) is { } known)
            {
                return known;
            }

            result.AddError($"{name} takes {string.Join(", ", words.SkipLast(1))} or {words[^1]}, not '{given}'.");
            return null;
        },
    };
}
