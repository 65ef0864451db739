using System.Buffers;
using System.Globalization;
using Missy.Simulation.Chat;

namespace Missy.Simulation.Faults;

/// <summary>Reads the values of a fault's parameters; what does not fit is a <see cref="FormatException"/> that tells what would.</summary>
internal static class FaultValues
{
    // RFC 9110, section 5.6.2.
    private static readonly SearchValues<char> _nameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static double Speed(string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var speed) && speed > 0 && double.IsFinite(speed)
            ? speed
            : throw new FormatException($"The fault parameter 'tokens-per-second' takes a number above 0, not '{value}'.");

    public static (FailureKind Failure, int Status) Error(string value)
    {
        if (IsStatus(value))
        {
            return (FailureKind.Status, Number("error", value, 400, 599));
        }

        var failure = Word(
            "error",
            value,
            ("insufficient-quota", FailureKind.InsufficientQuota),
            ("usage-limit", FailureKind.UsageLimit),
            ("credit-balance", FailureKind.CreditBalance),
            ("context-length", FailureKind.ContextLength));
        return (failure, failure == FailureKind.InsufficientQuota ? 429 : 400);
    }

    public static int Number(string parameter, string value, int least = 0, int most = int.MaxValue) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new FormatException($"The fault parameter '{parameter}' takes a whole number from {least} to {most}, not '{value}'.");

    public static T Word<T>(string parameter, string value, params ReadOnlySpan<(string Word, T Meaning)> words)
    {
        foreach (var (word, meaning) in words)
        {
            if (string.Equals(word, value, StringComparison.OrdinalIgnoreCase))
            {
                return meaning;
            }
        }

        var known = new List<string>();
        foreach (var (word, _) in words)
        {
            known.Add(word);
        }

        throw new FormatException($"The fault parameter '{parameter}' takes {string.Join(", ", known)}, not '{value}'.");
    }

    public static (string Name, string Value) Header(string value)
    {
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && !value.AsSpan(0, colon).ContainsAnyExcept(_nameCharacters)
            ? (value[..colon], value[(colon + 1)..].Trim())
            : throw new FormatException($"The fault parameter 'header' takes a header such as x-name: value, not '{value}'.");
    }

    public static bool IsStatus(string text) => text.Length == 3 && text.All(char.IsAsciiDigit);
}
