using System.CommandLine;
using System.Globalization;

namespace Missy.Cli;

/// <summary>Options whose value is a number, written the same way whatever the culture.</summary>
internal static class NumberOption
{
    /// <summary>An option that takes a whole number.</summary>
    public static Option<int?> Whole(string name, string helpName, string description, int least, int most) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                && value >= least
                && value <= most)
            {
                return value;
            }

            var upTo = most == int.MaxValue ? $"of {least} or more" : string.Create(CultureInfo.InvariantCulture, $"from {least} to {most}");
            result.AddError($"{name} takes a whole number {upTo}, not '{result.Tokens[0].Value}'.");
            return null;
        },
    };

    /// <summary>An option that takes a number.</summary>
    /// <param name="name">The option.</param>
    /// <param name="helpName">What its value is called in the help.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="accepts">Which numbers it takes.</param>
    /// <param name="range">Those numbers in words.</param>
    public static Option<double?> Real(string name, string helpName, string description, Func<double, bool> accepts, string range) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
            if (double.TryParse(result.Tokens[0].Value, Style, CultureInfo.InvariantCulture, out var value) && accepts(value))
            {
                return value;
            }

            result.AddError($"{name} takes {range}, not '{result.Tokens[0].Value}'.");
            return null;
        },
    };
}
