using System.Text.Json;

namespace Missy.Structured;

/// <summary>The keywords for objects.</summary>
internal static class ObjectRules
{
    public static void Check(JsonSchema root, JsonElement schema, JsonElement value, string path, Findings findings, int level)
    {
        CheckPresence(schema, value, path, findings);
        var names = schema.TryGetProperty("propertyNames", out var nameSchema);
        foreach (var member in value.EnumerateObject())
        {
            if (findings.Done)
            {
                return;
            }

            CheckMember(root, schema, member, JsonValues.Member(path, member.Name), findings);
            if (names && !root.Fits(nameSchema, NameOf(member), path, level: 0))
            {
                findings.Add(JsonValues.Member(path, member.Name), static () => "must not have that name");
            }
        }

        if (schema.TryGetProperty("dependentSchemas", out var dependents))
        {
            foreach (var dependent in dependents.EnumerateObject().Where(dependent => value.TryGetProperty(dependent.Name, out _)))
            {
                root.Check(dependent.Value, value, path, findings, level + 1);
            }
        }
    }

    private static void CheckPresence(JsonElement schema, JsonElement value, string path, Findings findings)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            Require(required, value, path, findings, "must be there");
        }

        if (schema.TryGetProperty("dependentRequired", out var dependents))
        {
            foreach (var dependent in dependents.EnumerateObject().Where(dependent => value.TryGetProperty(dependent.Name, out _)))
            {
                Require(dependent.Value, value, path, findings, $"must be there, as '{dependent.Name}' is");
            }
        }

        var count = value.EnumerateObject().Count();
        if (schema.TryGetProperty("minProperties", out var least) && count < JsonValues.Count(least))
        {
            findings.Add(path, () => $"must have {least} properties or more, and has {count}");
        }

        if (schema.TryGetProperty("maxProperties", out var most) && count > JsonValues.Count(most))
        {
            findings.Add(path, () => $"must have {most} properties or fewer, and has {count}");
        }
    }

    private static void Require(JsonElement names, JsonElement value, string path, Findings findings, string text)
    {
        foreach (var name in names.EnumerateArray().Select(name => name.GetString()!).Where(name => !value.TryGetProperty(name, out _)))
        {
            findings.Add(JsonValues.Member(path, name), () => text);
        }
    }

    private static void CheckMember(JsonSchema root, JsonElement schema, JsonProperty member, string path, Findings findings)
    {
        var described = false;
        if (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(member.Name, out var own))
        {
            described = true;
            root.Check(own, member.Value, path, findings, level: 0);
        }

        if (schema.TryGetProperty("patternProperties", out var patterns))
        {
            foreach (var pattern in patterns.EnumerateObject().Where(pattern => TextRules.Matches(pattern.Name, member.Name)))
            {
                described = true;
                root.Check(pattern.Value, member.Value, path, findings, level: 0);
            }
        }

        if (!described && schema.TryGetProperty("additionalProperties", out var others))
        {
            root.Check(others, member.Value, path, findings, level: 0);
        }
    }

    private static JsonElement NameOf(JsonProperty member)
    {
        using var document = JsonDocument.Parse($"\"{JsonEncodedText.Encode(member.Name)}\"");
        return document.RootElement.Clone();
    }
}
