using System.Globalization;
using System.Text.Json;
using Missy.Chat;

namespace Missy.Structured;

/// <summary>What the rules need of JSON values: their equality, their numbers, their look in a message.</summary>
internal static class JsonValues
{
    private const int Shown = 60;

    /// <summary>Whether two values are the same: numbers by value, members in any order, characters one by one.</summary>
    public static bool Same(JsonElement one, JsonElement other)
    {
        if (one.ValueKind != other.ValueKind)
        {
            return false;
        }

        return one.ValueKind switch
        {
            JsonValueKind.Number => Compare(one, other) == 0,
            JsonValueKind.String => JsonStrings.Read(one) == JsonStrings.Read(other),
            JsonValueKind.Array => one.GetArrayLength() == other.GetArrayLength()
                && one.EnumerateArray().Zip(other.EnumerateArray()).All(pair => Same(pair.First, pair.Second)),
            JsonValueKind.Object => one.EnumerateObject().Count() == other.EnumerateObject().Count()
                && one.EnumerateObject().All(member => other.TryGetProperty(member.Name, out var value) && Same(member.Value, value)),
            _ => true,
        };
    }

    /// <summary>Less than 0, 0 or more than 0 as the first number is less than, equal to or more than the second.</summary>
    public static int Compare(JsonElement one, JsonElement other) =>
        one.TryGetDecimal(out var exact) && other.TryGetDecimal(out var exactToo)
            ? exact.CompareTo(exactToo)
            : one.GetDouble().CompareTo(other.GetDouble());

    /// <summary>Whether a number has no fraction: 1.0 is whole.</summary>
    public static bool IsWhole(JsonElement number) => number.TryGetDecimal(out var exact)
        ? decimal.Truncate(exact) == exact
        : Math.Truncate(number.GetDouble()) == number.GetDouble();

    /// <summary>Whether a number is a multiple of another.</summary>
    public static bool IsMultiple(JsonElement number, JsonElement step) =>
        number.TryGetDecimal(out var exact) && step.TryGetDecimal(out var exactStep) && exactStep != 0
            ? exact % exactStep == 0
            : number.GetDouble() % step.GetDouble() == 0;

    /// <summary>The value of a keyword that counts something.</summary>
    public static long Count(JsonElement keyword) => keyword.TryGetInt64(out var count) ? count : (long)keyword.GetDouble();

    /// <summary>The value as JSON, cut where it is long.</summary>
    public static string Show(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= Shown ? text : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, Shown)}…");
    }

    /// <summary>A path one level deeper, at a member.</summary>
    public static string Member(string path, string name) =>
        name.Length > 0 && name.All(letter => char.IsLetterOrDigit(letter) || letter == '_')
            ? $"{path}.{name}"
            : $"{path}['{name}']";

    /// <summary>A path one level deeper, at an item.</summary>
    public static string Item(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
}
