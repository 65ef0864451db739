using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Missy.Configuration.Yaml;

/// <summary>Turns the scanner's and parser's complaints into findings with a place and a remedy.</summary>
internal static class YamlSyntax
{
    private const string Remedy =
        "Check the indentation (spaces only) and the colons of this line and the one before, and quote text that holds ': ', ' #' or starts with one of @ ` % & * ! { [.";

    internal static (int Line, int Column) Place(in Mark mark) => ((int)mark.Line, (int)mark.Column);

    /// <summary>The library's messages are fixed sentences that never repeat the text.</summary>
    internal static YamlProblem Explain(string text, YamlException error, ParsingEvent? last)
    {
        // Some complaints carry no place: then the last thing that was understood is the nearest.
        var mark = error.Start.Index == 0 && last is not null ? last.End : error.Start;
        var (line, column) = WithinText(text, Place(mark));
        return TabBefore(text, line) is { } tab && (error.Message.Contains("tab", StringComparison.Ordinal) || tab >= line - 1)
            ? new(tab, 1, DiagnosticCodes.YamlSyntax, "A line is indented with a tab.", "Indent with spaces; YAML does not allow tabs there.")
            : new(line, column, DiagnosticCodes.YamlSyntax, $"This is not YAML: {Sentence(error.Message)}", Remedy);
    }

    internal static YamlProblem Unexplained(ParsingEvent? last)
    {
        var (line, column) = last is null ? (1, 1) : Place(last.End);
        return new(line, column, DiagnosticCodes.YamlSyntax, "This is not YAML.", Remedy);
    }

    /// <summary>What is missed at the end is reported at the end of the last line, not on the line after it.</summary>
    private static (int Line, int Column) WithinText(string text, (int Line, int Column) place)
    {
        var (lines, last) = (0, 0);
        foreach (var line in text.AsSpan().TrimEnd().EnumerateLines())
        {
            (lines, last) = (lines + 1, line.Length);
        }

        return place.Line > lines ? (lines, last + 1) : place;
    }

    /// <summary>The nearest line up to one after <paramref name="line"/> that has a tab in its indentation; null = none.</summary>
    private static int? TabBefore(string text, int line)
    {
        int? found = null;
        var number = 0;
        foreach (var current in text.AsSpan().EnumerateLines())
        {
            number++;
            if (number > line + 1)
            {
                break;
            }

            var rest = current.TrimStart(' ');
            if (rest.StartsWith("\t") && !rest.Trim().IsEmpty)
            {
                found = number;
            }
        }

        return found;
    }

    private static string Sentence(string message)
    {
        message = message.Trim().TrimEnd('.');
        return message.Length == 0 ? "unknown reason." : char.ToLower(message[0], CultureInfo.InvariantCulture) + message[1..] + ".";
    }
}
