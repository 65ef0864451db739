using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Text.Json;

namespace Missy.Schemas;

/// <summary>What PowerShell's validation attributes say of a property, as keywords of JSON Schema.</summary>
internal sealed class ValidationRules(PropertyInfo property)
{
    /// <summary>The only texts that it may have; null when others may be.</summary>
    public IList<string>? Set => property.GetCustomAttribute<ValidateSetAttribute>()?.ValidValues;

    /// <summary>Writes those for one value.</summary>
    public void WriteValue(Utf8JsonWriter writer, Type type)
    {
        if (property.GetCustomAttribute<ValidateRangeAttribute>() is { MinRange: not null, MaxRange: not null } range && type != typeof(string))
        {
            writer.WriteNumber("minimum", Convert.ToDecimal(range.MinRange, CultureInfo.InvariantCulture));
            writer.WriteNumber("maximum", Convert.ToDecimal(range.MaxRange, CultureInfo.InvariantCulture));
        }

        if (type != typeof(string))
        {
            return;
        }

        if (property.GetCustomAttribute<ValidateLengthAttribute>() is { } length)
        {
            writer.WriteNumber("minLength", length.MinLength);
            writer.WriteNumber("maxLength", length.MaxLength);
        }
        else if (property.GetCustomAttribute<ValidateNotNullOrEmptyAttribute>() is not null)
        {
            writer.WriteNumber("minLength", 1);
        }

        if (property.GetCustomAttribute<ValidatePatternAttribute>() is { } pattern)
        {
            writer.WriteString("pattern", pattern.RegexPattern);
        }
    }

    /// <summary>Writes those for a list.</summary>
    public void WriteCount(Utf8JsonWriter writer)
    {
        if (property.GetCustomAttribute<ValidateCountAttribute>() is { } count)
        {
            writer.WriteNumber("minItems", count.MinLength);
            writer.WriteNumber("maxItems", count.MaxLength);
        }
        else if (property.GetCustomAttribute<ValidateNotNullOrEmptyAttribute>() is not null)
        {
            writer.WriteNumber("minItems", 1);
        }
    }
}
