using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Missy.Tools;

/// <summary>The schema of one parameter: its type, what its attributes allow, its help and its default.</summary>
internal static partial class ParameterSchema
{
    private const int LongestHelp = 400;

    /// <summary>The schema; null when no JSON value can stand for the parameter.</summary>
    public static JsonObject? Of(CommandParameterInfo parameter, CommandHelp help)
    {
        var converts = parameter.Attributes.Any(attribute =>
            attribute is ArgumentTransformationAttribute && attribute.GetType().Name != "ArgumentTypeConverterAttribute");
        if (TypeSchema.Of(parameter.ParameterType, converts) is not { } schema)
        {
            return null;
        }

        var item = schema["items"] as JsonObject ?? schema;
        foreach (var attribute in parameter.Attributes)
        {
            Limit(schema, item, attribute);
        }

        var text = help.Parameters.GetValueOrDefault(parameter.Name) ?? parameter.HelpMessage;
        var (own, made) = (CommandHelp.Bounded(text, LongestHelp), (string?)schema["description"] ?? "");
        if (own.Length > 0 || made.Length > 0)
        {
            schema["description"] = string.Join(' ', new[] { own, made }.Where(part => part.Length > 0));
        }

        if (help.Defaults.TryGetValue(parameter.Name, out var usual))
        {
            schema["default"] = (string?)schema["type"] == "array" ? new JsonArray(usual.DeepClone()) : usual.DeepClone();
        }

        return schema;
    }

    private static void Limit(JsonObject schema, JsonObject item, Attribute attribute)
    {
        switch (attribute)
        {
            case ValidateSetAttribute set when (string?)item["type"] == "string":
                item["enum"] = new JsonArray([.. set.ValidValues.Distinct(StringComparer.OrdinalIgnoreCase).Select(value => (JsonNode)value)]);
                break;
            case ValidateRangeAttribute range when (string?)item["type"] is "integer" or "number":
                SetNumber(item, "minimum", range.MinRange);
                SetNumber(item, "maximum", range.MaxRange);
                break;
            case ValidateLengthAttribute length when (string?)item["type"] == "string":
                item["minLength"] = length.MinLength;
                item["maxLength"] = length.MaxLength;
                break;
            case ValidatePatternAttribute pattern when (string?)item["type"] == "string" && IsPortable(pattern.RegexPattern):
                item["pattern"] = pattern.RegexPattern;
                break;
            case ValidateCountAttribute count when (string?)schema["type"] == "array":
                schema["minItems"] = count.MinLength;
                schema["maxItems"] = count.MaxLength;
                break;
        }
    }

    private static void SetNumber(JsonObject schema, string member, object? value)
    {
        if (value is not null && LanguagePrimitives.TryConvertTo<decimal>(value, out var number))
        {
            schema[member] = number;
        }
    }

    // JSON Schema's patterns are ECMAScript's, which lacks some of .NET's.
    private static bool IsPortable(string pattern) => !DotNetOnly().IsMatch(pattern);

    [GeneratedRegex(@"\(\?(?![:=!]|<[=!])|\\[AZzGaepPk]|-\[|[*+?}]\+")]
    private static partial Regex DotNetOnly();
}
