using System.CommandLine;
using System.Globalization;

namespace Missy.Cli;

/// <summary>The options that say which calls are added up, and by what.</summary>
internal static class UsageOptions
{
    private static readonly string[] _times = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    /// <summary>What is kept apart, in order.</summary>
    public static Option<IReadOnlyList<UsageGroup>?> By() => new("--by")
    {
        Description = "What to keep apart, in order: provider, model, session, day, tag; none adds all up. Usually provider,model.",
        HelpName = "names",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            var groups = new List<UsageGroup>();
            var names = result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            foreach (var name in names.Where(name => !name.Equals("none", StringComparison.OrdinalIgnoreCase)))
            {
                if (Enum.GetNames<UsageGroup>().FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } found)
                {
                    result.AddError($"--by takes provider, model, session, day and tag, with commas between them, or none; not '{name}'.");
                    return [];
                }

                groups.Add(Enum.Parse<UsageGroup>(found));
            }

            return [.. groups.Distinct()];
        },
    };

    /// <summary>A day or a time, written the same way whatever the culture.</summary>
    public static Option<DateTime?> Time(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "day",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (DateTime.TryParseExact(text, _times, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time))
            {
                return time;
            }

            result.AddError($"{name} takes a day such as 2026-01-31 or a time such as 2026-01-31T18:00Z, not '{text}'.");
            return null;
        },
    };

    /// <summary>Names, each of which is wanted.</summary>
    public static Option<string[]> Names(string name, string helpName, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, HelpName = helpName };
}
