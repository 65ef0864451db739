using System.Globalization;

namespace Missy.Configuration.Yaml;

/// <summary>A scalar, resolved by the core schema (YAML 1.2.2, section 10.3.2): whatever is quoted is text.</summary>
internal sealed class YamlScalar : YamlNode
{
    internal YamlScalar(int line, int column, string text, bool plain)
        : base(line, column)
    {
        Text = text;
        IsPlain = plain;
        Type = plain ? Resolve(text) : YamlScalarType.Text;
    }

    internal string Text { get; }

    internal bool IsPlain { get; }

    internal YamlScalarType Type { get; }

    internal override int Weight => 1;

    internal override int Depth => 0;

    internal override bool IsNull => Type == YamlScalarType.Null;

    internal override string Description => Type switch
    {
        YamlScalarType.Null => "nothing",
        YamlScalarType.Boolean => "true or false",
        YamlScalarType.Integer => "a whole number",
        YamlScalarType.Float => "a number with a fraction or exponent",
        _ => IsPlain ? "text" : "quoted text",
    };

    internal bool AsBoolean => Text[0] is 't' or 'T';

    /// <summary>The value of an integer; null when it does not fit.</summary>
    internal long? AsInteger => Text switch
    {
        ['0', 'o', .. var digits] => Octal(digits),
        ['0', 'x', .. var digits] => long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) && hex >= 0 ? hex : null,
        _ => long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null,
    };

    /// <summary>The value of an integer or a float; infinite when it does not fit.</summary>
    internal double AsNumber => Type == YamlScalarType.Integer && AsInteger is { } integer
        ? integer
        : double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : Text.Contains("inf", StringComparison.OrdinalIgnoreCase) || Type == YamlScalarType.Integer ? double.PositiveInfinity : double.NaN;

    /// <summary>Null, a Boolean, a long, a double, or text without white space around it.</summary>
    internal object? Value => Type switch
    {
        YamlScalarType.Null => null,
        YamlScalarType.Boolean => AsBoolean,
        YamlScalarType.Integer when AsInteger is { } integer => integer,
        YamlScalarType.Integer or YamlScalarType.Float => AsNumber,
        _ => Text.Trim(),
    };

    private static long? Octal(string digits)
    {
        // 21 octal digits are 63 bits.
        var significant = digits.TrimStart('0');
        return significant.Length <= 21 ? significant.Aggregate(0L, static (value, c) => (value * 8) + (c - '0')) : null;
    }

    private static YamlScalarType Resolve(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => YamlScalarType.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => YamlScalarType.Boolean,
        ['0', 'o', .. { Length: > 0 } digits] when digits.All(static c => c is >= '0' and <= '7') => YamlScalarType.Integer,
        ['0', 'x', .. { Length: > 0 } digits] when digits.All(char.IsAsciiHexDigit) => YamlScalarType.Integer,
        _ => ResolveDecimal(text is ['-' or '+', ..] ? text.AsSpan(1) : text),
    };

    private static YamlScalarType ResolveDecimal(ReadOnlySpan<char> unsigned)
    {
        if (unsigned is ".inf" or ".Inf" or ".INF" or ".nan" or ".NaN" or ".NAN")
        {
            return YamlScalarType.Float;
        }

        var rest = unsigned.TrimStart("0123456789");
        var whole = unsigned.Length - rest.Length;
        if (rest.IsEmpty)
        {
            return whole > 0 ? YamlScalarType.Integer : YamlScalarType.Text;
        }

        if (rest[0] == '.')
        {
            var fraction = rest[1..].TrimStart("0123456789");
            whole += rest.Length - 1 - fraction.Length;
            rest = fraction;
        }

        return whole > 0 && (rest.IsEmpty || IsExponent(rest)) ? YamlScalarType.Float : YamlScalarType.Text;
    }

    private static bool IsExponent(ReadOnlySpan<char> text)
    {
        if (text[0] is not ('e' or 'E'))
        {
            return false;
        }

        var digits = text[1..];
        if (digits is ['-' or '+', ..])
        {
            digits = digits[1..];
        }

        return !digits.IsEmpty && digits.TrimStart("0123456789").IsEmpty;
    }
}

/// <summary>What a scalar stands for.</summary>
internal enum YamlScalarType
{
    Text,
    Null,
    Boolean,
    Integer,
    Float,
}
