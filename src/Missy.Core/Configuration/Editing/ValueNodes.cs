using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Editing;

/// <summary>Turns what a caller gives into what a file holds.</summary>
internal static class ValueNodes
{
    internal static YamlScalar Null { get; } = Plain("null");

    /// <summary>The value as part of a YAML tree; its place means nothing.</summary>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: a value of this type cannot be written.</exception>
    internal static YamlNode From(object? value) => From(value, 1);

    internal static YamlScalar Text(string text) => new(1, 1, text, plain: false);

    internal static YamlMap Pair(string name, YamlNode value) => new(1, 1, [new YamlEntry(Text(name), value)]);

    internal static YamlList Single(YamlNode item) => new(1, 1, [item]);

    private static YamlNode From(object? value, int depth) => value switch
    {
        _ when depth > YamlLimits.Depth => throw EditFailures.New(
            FormattableString.Invariant($"The value is nested more than {YamlLimits.Depth} levels deep."), "No setting needs so many levels."),
        null => Null,
        YamlNode node => node,
        string text => Text(IsWhole(text) ? text : throw EditFailures.BadText()),
        char letter => From(letter.ToString(), depth),
        bool flag => Plain(flag ? "true" : "false"),
        sbyte or byte or short or ushort or int or uint or long or ulong => Plain(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)),
        decimal number => Plain(number.ToString(CultureInfo.InvariantCulture)),
        double or float => Plain(Number(((IConvertible)value).ToDouble(CultureInfo.InvariantCulture), (IFormattable)value)),
        Enum or Uri => Text(value.ToString()!),
        IDictionary map => Map(map, depth),
        IEnumerable list => new YamlList(1, 1, [.. list.Cast<object?>().Select(item => From(item, depth + 1))]),
        _ => throw EditFailures.BadValue(value.GetType().Name),
    };

    private static bool IsWhole(string text) => !text.Any(char.IsSurrogate) || string.Concat(text.EnumerateRunes()) == text;

    private static YamlMap Map(IDictionary map, int depth)
    {
        var entries = new List<YamlEntry>();
        foreach (DictionaryEntry entry in map)
        {
            var name = entry.Key as string ?? Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "";
            entries.Add(new YamlEntry(Text(name), From(entry.Value, depth + 1)));
        }

        // A hash table gives its entries in an order that is another in each process.
        return new YamlMap(1, 1, map is Hashtable and not IOrderedDictionary ? [.. entries.OrderBy(static e => e.Key.Text, StringComparer.Ordinal)] : entries);
    }

    private static YamlScalar Plain(string text) => new(1, 1, text, plain: true);

    private static string Number(double number, IFormattable written) => number switch
    {
        double.NaN => ".nan",
        double.PositiveInfinity => ".inf",
        double.NegativeInfinity => "-.inf",
        _ => written.ToString("R", CultureInfo.InvariantCulture),
    };
}
