using System.Text.Json;

namespace Missy.Structured;

/// <summary>The keywords that put schemas together.</summary>
internal static class CombinationRules
{
    public static void Check(JsonSchema root, JsonElement schema, JsonElement value, string path, Findings findings, int level)
    {
        if (schema.TryGetProperty("allOf", out var parts))
        {
            foreach (var part in parts.EnumerateArray())
            {
                root.Check(part, value, path, findings, level + 1);
            }
        }

        if (schema.TryGetProperty("anyOf", out var any) && !any.EnumerateArray().Any(one => root.Fits(one, value, path, level)))
        {
            AddNearest(root, any, value, path, findings, level);
        }

        if (schema.TryGetProperty("oneOf", out var choices))
        {
            var fitting = choices.EnumerateArray().Count(one => root.Fits(one, value, path, level));
            if (fitting == 0)
            {
                AddNearest(root, choices, value, path, findings, level);
            }
            else if (fitting > 1)
            {
                findings.Add(path, () => $"must fit one form alone, and fits {fitting} of them");
            }
        }

        if (schema.TryGetProperty("not", out var excluded) && root.Fits(excluded, value, path, level))
        {
            findings.Add(path, () => $"must not fit {JsonValues.Show(excluded)}");
        }

        if (schema.TryGetProperty("if", out var condition)
            && schema.TryGetProperty(root.Fits(condition, value, path, level) ? "then" : "else", out var consequence))
        {
            root.Check(consequence, value, path, findings, level + 1);
        }
    }

    // Where one of the forms is not to be told from the others, what is wrong with each would be noise: the nearest is the one
    // with the fewest faults. It is looked for only where it is told: forms within forms would take twice the time at each level.
    private static void AddNearest(JsonSchema root, JsonElement forms, JsonElement value, string path, Findings findings, int level) => findings.Add(path, () =>
    {
        IReadOnlyList<Violation> nearest = [];
        foreach (var form in forms.EnumerateArray())
        {
            var found = new Findings(listed: true);
            root.Check(form, value, path, found, level + 1);
            nearest = nearest.Count == 0 || found.Violations.Count < nearest.Count ? found.Violations : nearest;
        }

        return $"must fit one of {forms.GetArrayLength()} forms: {string.Join("; ", nearest)}";
    });
}
