using System.Globalization;
using System.Text;
using Missy.Configuration.Yaml;
using YamlDotNet.Core;

namespace Missy.Configuration.Editing;

/// <summary>Writes values on one line: lists and mappings in brackets, text with as few quotes as it needs.</summary>
internal static class ValueWriter
{
    /// <summary>The value as YAML.</summary>
    /// <param name="value">What to write.</param>
    /// <param name="inFlow">Whether it will stand in brackets or braces.</param>
    /// <param name="style">How what it replaces was quoted; kept where the new text allows it.</param>
    internal static string Write(YamlNode value, bool inFlow, ScalarStyle style = ScalarStyle.Any)
    {
        var text = new StringBuilder();
        Append(text, value, inFlow, style);
        return text.ToString();
    }

    internal static string Key(string name, bool inFlow) => Write(ValueNodes.Text(name), inFlow);

    private static void Append(StringBuilder text, YamlNode value, bool inFlow, ScalarStyle style)
    {
        switch (value)
        {
            case YamlList list:
                text.Append('[');
                Join(text, list.Items, item => Append(text, item, inFlow: true, ScalarStyle.Any));
                text.Append(']');
                break;
            case YamlMap map:
                text.Append('{');
                Join(text, map.Entries, entry =>
                {
                    Append(text, entry.Key, inFlow: true, ScalarStyle.Any);
                    text.Append(": ");
                    Append(text, entry.Value, inFlow: true, ScalarStyle.Any);
                });
                text.Append('}');
                break;
            case YamlScalar { Type: YamlScalarType.Text } scalar:
                AppendText(text, scalar.Text, inFlow, style);
                break;
            case YamlScalar scalar:
                text.Append(scalar.IsNull ? "null" : scalar.Text);
                break;
        }
    }

    private static void Join<T>(StringBuilder text, IReadOnlyList<T> items, Action<T> append)
    {
        for (var i = 0; i < items.Count; i++)
        {
            text.Append(i > 0 ? ", " : "");
            append(items[i]);
        }
    }

    private static void AppendText(StringBuilder text, string value, bool inFlow, ScalarStyle style)
    {
        if (style == ScalarStyle.DoubleQuoted || value.Any(static c => !IsPrintable(c)))
        {
            AppendEscaped(text, value);
        }
        else if (style != ScalarStyle.SingleQuoted && CanBePlain(value, inFlow))
        {
            text.Append(value);
        }
        else
        {
            text.Append('\'').Append(value.Replace("'", "''", StringComparison.Ordinal)).Append('\'');
        }
    }

    /// <summary>Stricter than YAML 1.2.2, section 7.3.3: readers of every age must take it as the text that it is.</summary>
    private static bool CanBePlain(string value, bool inFlow) =>
        value.Length > 0
        && new YamlScalar(1, 1, value, plain: true).Type == YamlScalarType.Text
        && (char.IsLetterOrDigit(value[0]) || value[0] is '$' or '/' or '.' or '_' or '~' or '(' or '^' || char.IsSurrogate(value[0]))
        && value[^1] is not (' ' or ':')
        && !value.StartsWith("...", StringComparison.Ordinal)
        && value != "<<"
        && !value.Contains(": ", StringComparison.Ordinal)
        && !value.Contains(" #", StringComparison.Ordinal)
        && !(inFlow && value.AsSpan().ContainsAny("[]{},"));

    private static bool IsPrintable(char c) => c is >= ' ' and < '\x7f' or >= '\xa0' and not ('\u2028' or '\u2029' or '\uFEFF' or >= '\uFFFE');

    private static void AppendEscaped(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' or '\\' => text.Append('\\').Append(c),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                _ when IsPrintable(c) => text.Append(c),
                _ => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
            };
        }

        text.Append('"');
    }
}
