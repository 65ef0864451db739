using System.Text.Json;

namespace Missy.Structured;

/// <summary>
/// Whether something is a JSON Schema: the keywords that Missy knows have values that they may have, and references lead
/// somewhere. What is wrong is told with where it is, before anybody is asked.
/// </summary>
internal static class SchemaCheck
{
    private static readonly string[] Types = ["object", "array", "string", "number", "integer", "boolean", "null"];

    private static readonly string[] Annotations = ["title", "description", "format", "default", "examples", "deprecated", "readOnly", "writeOnly"];

    private static readonly Dictionary<string, Action<Place, JsonElement>> Keywords = new(StringComparer.Ordinal)
    {
        ["type"] = CheckType,
        ["enum"] = (place, value) => place.Need(value.ValueKind == JsonValueKind.Array, "an array of values"),
        ["const"] = (_, _) => { },
        ["$ref"] = CheckReference,
        ["$defs"] = CheckNamed,
        ["definitions"] = CheckNamed,
        ["properties"] = CheckNamed,
        ["patternProperties"] = CheckPatterns,
        ["dependentSchemas"] = CheckNamed,
        ["additionalProperties"] = CheckSchema,
        ["propertyNames"] = CheckSchema,
        ["items"] = CheckSchema,
        ["contains"] = CheckSchema,
        ["not"] = CheckSchema,
        ["if"] = CheckSchema,
        ["then"] = CheckSchema,
        ["else"] = CheckSchema,
        ["prefixItems"] = CheckList,
        ["allOf"] = CheckList,
        ["anyOf"] = CheckList,
        ["oneOf"] = CheckList,
        ["required"] = CheckNames,
        ["dependentRequired"] = CheckNameLists,
        ["minimum"] = CheckNumber,
        ["maximum"] = CheckNumber,
        ["exclusiveMinimum"] = CheckNumber,
        ["exclusiveMaximum"] = CheckNumber,
        ["multipleOf"] = (place, value) => place.Need(value.ValueKind == JsonValueKind.Number && value.GetDouble() > 0, "a number above 0"),
        ["minLength"] = CheckCount,
        ["maxLength"] = CheckCount,
        ["minItems"] = CheckCount,
        ["maxItems"] = CheckCount,
        ["minContains"] = CheckCount,
        ["maxContains"] = CheckCount,
        ["minProperties"] = CheckCount,
        ["maxProperties"] = CheckCount,
        ["uniqueItems"] = (place, value) => place.Need(value.ValueKind is JsonValueKind.True or JsonValueKind.False, "true or false"),
        ["pattern"] = CheckPattern,
    };

    /// <summary>Checks a whole schema.</summary>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: it is none.</exception>
    public static void Check(JsonElement schema)
    {
        var references = new References();
        CheckSchema(new Place(schema, "#", references), schema);

        // A reference may lead to where no keyword does, such as #/components/schemas/name.
        while (references.Next() is { } reference)
        {
            CheckSchema(new Place(schema, reference, references), SchemaReference.Follow(schema, reference)!.Value);
        }

        if (schema.ValueKind == JsonValueKind.Object
            && schema.EnumerateObject().Any()
            && !schema.EnumerateObject().Any(member => Keywords.ContainsKey(member.Name) || member.Name.StartsWith('$') || Annotations.Contains(member.Name)))
        {
            var names = string.Join(", ", schema.EnumerateObject().Select(member => $"'{member.Name}'").Take(3));
            throw new MissyException(ErrorKind.InvalidRequest, $"The schema holds no keyword of JSON Schema, but {names}: everything would fit it.")
            {
                Remedy = "Name properties under 'properties': {\"type\": \"object\", \"properties\": {\"name\": {\"type\": \"string\"}}}.",
            };
        }
    }

    private static void CheckSchema(Place place, JsonElement schema)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return;
        }

        place.Need(schema.ValueKind == JsonValueKind.Object, "a schema: an object, true or false");
        foreach (var member in schema.EnumerateObject())
        {
            if (Keywords.TryGetValue(member.Name, out var check))
            {
                check(place.At(member.Name), member.Value);
            }
        }
    }

    private static void CheckType(Place place, JsonElement value)
    {
        var names = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToArray() : [value];
        place.Need(
            names.Length > 0 && Array.TrueForAll(names, name => name.ValueKind == JsonValueKind.String && Types.Contains(name.GetString())),
            $"one or several of {string.Join(", ", Types)}");
    }

    private static void CheckReference(Place place, JsonElement value)
    {
        place.Need(
            value.ValueKind == JsonValueKind.String && SchemaReference.Follow(place.Root, value.GetString()!) is not null,
            "a reference to what is within the schema, such as #/$defs/name");
        place.References.Add(value.GetString()!);
    }

    private static void CheckNamed(Place place, JsonElement value)
    {
        place.Need(value.ValueKind == JsonValueKind.Object, "an object of schemas");
        foreach (var member in value.EnumerateObject())
        {
            CheckSchema(place.At(member.Name), member.Value);
        }
    }

    private static void CheckPatterns(Place place, JsonElement value)
    {
        CheckNamed(place, value);
        foreach (var member in value.EnumerateObject())
        {
            place.At(member.Name).Need(IsPattern(member.Name), "under a regular expression");
        }
    }

    private static void CheckList(Place place, JsonElement value)
    {
        place.Need(value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0, "an array of schemas");
        var index = 0;
        foreach (var schema in value.EnumerateArray())
        {
            CheckSchema(place.At(index++.ToString(System.Globalization.CultureInfo.InvariantCulture)), schema);
        }
    }

    private static void CheckNames(Place place, JsonElement value) => place.Need(
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String), "an array of names");

    private static void CheckNameLists(Place place, JsonElement value)
    {
        place.Need(value.ValueKind == JsonValueKind.Object, "an object of arrays of names");
        foreach (var member in value.EnumerateObject())
        {
            CheckNames(place.At(member.Name), member.Value);
        }
    }

    private static void CheckNumber(Place place, JsonElement value) => place.Need(value.ValueKind == JsonValueKind.Number, "a number");

    private static void CheckCount(Place place, JsonElement value) => place.Need(
        value.ValueKind == JsonValueKind.Number && JsonValues.IsWhole(value) && value.GetDouble() >= 0, "a whole number of 0 or more");

    private static void CheckPattern(Place place, JsonElement value) =>
        place.Need(value.ValueKind == JsonValueKind.String && IsPattern(value.GetString()!), "a regular expression");

    private static bool IsPattern(string pattern)
    {
        try
        {
            _ = TextRules.Expression(pattern);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // A value of a keyword, and where it is.
    private readonly record struct Place(JsonElement Root, string Pointer, References References)
    {
        public Place At(string name) =>
            this with { Pointer = $"{Pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}" };

        public void Need(bool holds, string what)
        {
            if (!holds)
            {
                throw new MissyException(ErrorKind.InvalidRequest, $"The schema is wrong at {Pointer}: there must be {what}.");
            }
        }
    }

    // Each is followed once, and none from within another: a chain of them may be longer than the stack is deep.
    private sealed class References
    {
        private readonly HashSet<string> _known = new(StringComparer.Ordinal);
        private readonly Queue<string> _left = [];

        public void Add(string reference)
        {
            if (_known.Add(reference))
            {
                _left.Enqueue(reference);
            }
        }

        public string? Next() => _left.TryDequeue(out var reference) ? reference : null;
    }
}
