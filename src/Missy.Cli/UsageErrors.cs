using System.CommandLine;
using Missy.Configuration;
using ParsedCommand = System.CommandLine.Parsing.CommandResult;

namespace Missy.Cli;

/// <summary>Says what is wrong with a command line, and what was probably meant.</summary>
internal static class UsageErrors
{
    /// <summary>The first thing wrong; null when nothing is, or nothing but that a command is missing.</summary>
    public static MissyException? Find(ParseResult result)
    {
        var command = result.CommandResult.Command;
        if (result.UnmatchedTokens is [var word, ..])
        {
            return IsOption(word) ? UnknownOption(word, result.CommandResult)
                : command.Subcommands.Count > 0 ? UnknownCommand(word, result.CommandResult)
                : Error($"'{word}' is one word too many.", result.CommandResult);
        }

        if (result.Errors.Count == 0 || (result.Errors is [_] && command.Subcommands.Count > 0 && command.Action is null))
        {
            return null;
        }

        return Error(string.Join(" ", result.Errors.Select(error => error.Message).Distinct()), result.CommandResult);
    }

    /// <summary>Whether a word looks like an option: one dash or two before a letter.</summary>
    public static bool IsOption(string word) =>
        word.TrimStart('-') is [var letter, ..] rest
        && char.IsAsciiLetter(letter)
        && word.Length - rest.Length is 1 or 2
        && !word.Any(char.IsWhiteSpace);

    /// <summary>An option that does not exist.</summary>
    public static MissyException UnknownOption(string word, ParsedCommand command)
    {
        var name = word.Split('=', ':')[0];
        var known = Known(command).Select(option => option.Name).ToList();
        var nearest = NearestNames.Find(name, known, 3);
        if (nearest.Count == 0 && name.Length > 3)
        {
            nearest = [.. known.Where(option => option.StartsWith(name, StringComparison.OrdinalIgnoreCase)).Take(3)];
        }

        var free = command.Command.Arguments.Count > 0 ? " Words that begin with a dash go behind a --." : "";
        return Error($"There is no option '{name}'. {NearestNames.Ask(nearest)}".TrimEnd() + free, command);
    }

    /// <summary>A command that only holds others.</summary>
    public static MissyException MissingCommand(ParsedCommand command) => Error($"'{Path(command)}' needs a command.", command);

    private static MissyException UnknownCommand(string word, ParsedCommand parent)
    {
        var names = parent.Command.Subcommands.Select(command => command.Name).ToList();
        var nearest = NearestNames.Find(word, names, 3);
        var hint = nearest.Count > 0 ? NearestNames.Ask(nearest) : $"There are: {string.Join(", ", names)}.";
        return Error($"There is no command '{Path(parent)} {word}'. {hint}", parent);
    }

    private static MissyException Error(string message, ParsedCommand command) => new(ErrorKind.Configuration, message)
    {
        Remedy = $"Try '{Path(command)} --help'.",
    };

    private static string Path(ParsedCommand command) =>
        command.Parent is ParsedCommand parent ? $"{Path(parent)} {command.Command.Name}" : command.Command.Name;

    private static IEnumerable<Option> Known(ParsedCommand command) =>
        command.Command.Options.Concat(
            command.Parent is ParsedCommand parent ? Known(parent).Where(option => option.Recursive) : []);
}
