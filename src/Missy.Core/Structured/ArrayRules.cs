using System.Text.Json;

namespace Missy.Structured;

/// <summary>The keywords for arrays.</summary>
internal static class ArrayRules
{
    public static void Check(JsonSchema root, JsonElement schema, JsonElement value, string path, Findings findings)
    {
        var count = value.GetArrayLength();
        if (schema.TryGetProperty("minItems", out var least) && count < JsonValues.Count(least))
        {
            findings.Add(path, () => $"must have {least} items or more, and has {count}");
        }

        if (schema.TryGetProperty("maxItems", out var most) && count > JsonValues.Count(most))
        {
            findings.Add(path, () => $"must have {most} items or fewer, and has {count}");
        }

        if (schema.TryGetProperty("uniqueItems", out var unique) && unique.ValueKind == JsonValueKind.True && FirstTwice(value) is { } twice)
        {
            findings.Add(JsonValues.Item(path, twice), static () => "must not be there twice");
        }

        CheckItems(root, schema, value, path, findings);
        CheckContained(root, schema, value, path, findings);
    }

    private static void CheckItems(JsonSchema root, JsonElement schema, JsonElement value, string path, Findings findings)
    {
        var first = schema.TryGetProperty("prefixItems", out var prefix) ? prefix.GetArrayLength() : 0;
        var rest = schema.TryGetProperty("items", out var items);
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (findings.Done || (index >= first && !rest))
            {
                return;
            }

            root.Check(index < first ? prefix[index] : items, item, JsonValues.Item(path, index), findings, level: 0);
            index++;
        }
    }

    private static void CheckContained(JsonSchema root, JsonElement schema, JsonElement value, string path, Findings findings)
    {
        if (!schema.TryGetProperty("contains", out var wanted))
        {
            return;
        }

        var found = value.EnumerateArray().LongCount(item => root.Fits(wanted, item, path, level: 0));
        var least = schema.TryGetProperty("minContains", out var fewest) ? JsonValues.Count(fewest) : 1;
        if (found < least)
        {
            findings.Add(path, () => $"must have {least} or more items that fit its 'contains', and has {found}");
        }

        if (schema.TryGetProperty("maxContains", out var most) && found > JsonValues.Count(most))
        {
            findings.Add(path, () => $"must have {most} or fewer items that fit its 'contains', and has {found}");
        }
    }

    private static int? FirstTwice(JsonElement value)
    {
        var items = value.EnumerateArray().ToArray();
        for (var index = 1; index < items.Length; index++)
        {
            if (items.Take(index).Any(earlier => JsonValues.Same(earlier, items[index])))
            {
                return index;
            }
        }

        return null;
    }
}
