using System.Text.Json;

namespace Missy.Structured;

/// <summary>The keywords for numbers.</summary>
internal static class NumberRules
{
    public static void Check(JsonElement schema, JsonElement value, string path, Findings findings)
    {
        Limit("minimum", "must be {0} or more", compared => compared >= 0);
        Limit("maximum", "must be {0} or less", compared => compared <= 0);
        Limit("exclusiveMinimum", "must be more than {0}", compared => compared > 0);
        Limit("exclusiveMaximum", "must be less than {0}", compared => compared < 0);
        if (schema.TryGetProperty("multipleOf", out var step) && !JsonValues.IsMultiple(value, step))
        {
            findings.Add(path, () => $"must be a multiple of {step}, and is {value}");
        }

        void Limit(string keyword, string text, Func<int, bool> holds)
        {
            if (schema.TryGetProperty(keyword, out var limit) && !holds(JsonValues.Compare(value, limit)))
            {
                findings.Add(path, () => $"{text.Replace("{0}", limit.GetRawText(), StringComparison.Ordinal)}, and is {value}");
            }
        }
    }
}
