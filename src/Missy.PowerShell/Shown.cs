using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using Missy.Inspection;

namespace Missy;

/// <summary>
/// What the module's views show of a value: states in the colours of <c>$PSStyle</c>, texts of models and services without what
/// could make a terminal do things. PowerShell takes the colours out again where they do not belong (plain text, a file, a pipe).
/// Public, for the views call it.
/// </summary>
public static class Shown
{
    private const string Reset = "\e[0m";
    private const int UsualWidth = 80;
    private const int LeastWidth = 20;

    private static readonly HashSet<string> _good = new(StringComparer.OrdinalIgnoreCase)
    {
        "True", "Closed", "Ready", "Success", "ok", "passed", "allowed", "Reloaded", "Refreshed", "yes",
    };

    private static readonly HashSet<string> _doubtful = new(StringComparer.OrdinalIgnoreCase)
    {
        "HalfOpen", "Cooling", "warning", "Skipped", "Abandoned", "stale", "length", "content_filter",
    };

    private static readonly HashSet<string> _neutral = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "Unchanged", "Fresh", "Configured", "NotRequired", "stop", "tool_calls",
    };

    // PSStyle came after the PowerShell that this is compiled against; the variable holds this one object.
    private static readonly object? _style = typeof(PSObject).Assembly
        .GetType("System.Management.Automation.PSStyle")?.GetProperty("Instance")?.GetValue(null);

    /// <summary>A word for a state: green for what is well, as a warning what may be, as an error whatever else it is.</summary>
    /// <param name="state">The word, an enumeration's value or a Boolean; null for none.</param>
    public static string State(object? state) => State(state, state);

    /// <summary>A text in the colour of a state.</summary>
    /// <param name="state">As in <see cref="State(object?)"/>.</param>
    /// <param name="text">What is shown; its control characters are left out.</param>
    public static string State(object? state, object? text)
    {
        var (word, shown) = (Plain(state), Text(text));
        return shown.Length == 0 || _neutral.Contains(word) || !GoesToTerminal() ? shown
            : Painted(shown, _good.Contains(word) ? Style("Foreground", "Green") : Style("Formatting", _doubtful.Contains(word) ? "Warning" : "Error"));
    }

    /// <summary>A text from elsewhere without escape sequences and control characters other than line feed and tab.</summary>
    /// <param name="text">The text; null for none.</param>
    public static string Text(object? text) => TerminalText.Clean(Plain(text));

    /// <summary>The same on one line, cut with an ellipsis where it is longer than it may be.</summary>
    /// <param name="text">The text; null for none.</param>
    /// <param name="length">The most UTF-16 characters.</param>
    public static string Line(object? text, int length)
    {
        var whole = Plain(text);

        // Nobody reads a megabyte in a table, and what is behind the cut need not be looked at.
        var start = whole.Length > 4 * length ? whole[..(4 * length)] : whole;
        var line = string.Join(' ', TerminalText.Clean(start).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= length && start.Length == whole.Length ? line
            : $"{line.AsSpan(0, Math.Min(line.Length, length - 1 - (line.Length >= length && char.IsHighSurrogate(line[length - 2]) ? 1 : 0)))}…";
    }

    /// <summary>A text for people, broken between words, where PowerShell would break within them.</summary>
    /// <param name="text">The text; null for none.</param>
    /// <param name="before">How many columns of the line are taken by what stands before it.</param>
    public static string Prose(object? text, int before) => WordWrap.Lines(Text(text), Math.Max(LeastWidth, ScreenWidth() - 1 - before));

    /// <summary>A point in time in universal time, such as <c>2026-01-31 12:00:00Z</c>.</summary>
    /// <param name="time">The time, also as text, as it comes back from a file; null for none.</param>
    public static string Moment(object? time) => Time(time)?.ToString("u", CultureInfo.InvariantCulture) ?? Plain(time);

    /// <summary>A point in time on the local clock, in the user's culture.</summary>
    /// <param name="time">As in <see cref="Moment(object?)"/>.</param>
    /// <param name="format">A format of .NET for dates and times.</param>
    public static string Moment(object? time, string format) =>
        Time(time)?.LocalDateTime.ToString(format, CultureInfo.CurrentCulture) ?? Plain(time);

    /// <summary>An amount of US dollars for a narrow column: cents, and below a dollar down to millionths where there are any.</summary>
    /// <param name="amount">The amount; null when it is not known.</param>
    public static string Dollars(object? amount) => LanguagePrimitives.TryConvertTo<decimal?>(amount, out var converted) && converted is { } known
        ? known.ToString(Math.Abs(known) < 1 ? "0.00####" : "0.00", CultureInfo.CurrentCulture)
        : "";

    // What comes from a job is text, or an object of the time's properties whose text it is.
    private static DateTimeOffset? Time(object? time) =>
        LanguagePrimitives.TryConvertTo<DateTimeOffset?>(time, out var moment) && moment is not null ? moment
        : LanguagePrimitives.TryConvertTo<DateTimeOffset?>(Plain(time), out moment) ? moment
        : null;

    // Each line by itself: in a table other columns stand between them.
    private static string Painted(string text, string style) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length > 0 ? $"{style}{line}{Reset}" : line));

    private static int ScreenWidth()
    {
        try
        {
            return Console.IsOutputRedirected || Console.WindowWidth < LeastWidth ? UsualWidth : Console.WindowWidth;
        }
        catch (IOException)
        {
            return UsualWidth;
        }
    }

    // PowerShell keeps colours from its own pipes and files, and not from those that its whole output goes to.
    private static bool GoesToTerminal() =>
        !Console.IsOutputRedirected || _style?.GetType().GetProperty("OutputRendering")?.GetValue(_style)?.ToString() != "Host";

    private static string Plain(object? value) => LanguagePrimitives.ConvertTo<string>(value) ?? "";

    private static string Style(string group, string name)
    {
        var styles = _style?.GetType().GetProperty(group, BindingFlags.Instance | BindingFlags.Public)?.GetValue(_style);
        return styles?.GetType().GetProperty(name)?.GetValue(styles) as string ?? "";
    }
}
