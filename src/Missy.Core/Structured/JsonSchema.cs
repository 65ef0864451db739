using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Missy.Structured;

/// <summary>
/// A JSON Schema (draft 2020-12) with the keywords that schemas of answers are made of: all of its core, applicator and validation
/// vocabularies but <c>unevaluated…</c>, dynamic references and anchors. <c>format</c> is an annotation, as the draft has it, and an
/// unknown keyword means nothing. It is checked as a whole before it is used. Safe for any number of threads.
/// </summary>
internal sealed class JsonSchema
{
    // A reference that comes back to the same value would go on without end. Levels are counted anew at each member and item.
    private const int Deepest = 256;

    private readonly JsonElement _root;

    private JsonSchema(JsonElement root) => _root = root;

    /// <summary>Takes a schema.</summary>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: it is none; the message names where.</exception>
    public static JsonSchema Of(JsonElement schema)
    {
        SchemaCheck.Check(schema);
        return new JsonSchema(schema);
    }

    /// <summary>How a value does not fit; empty when it does, and at most twenty of what is wrong.</summary>
    public IReadOnlyList<Violation> Validate(JsonElement value)
    {
        var findings = new Findings(listed: true);
        Check(_root, value, "$", findings, 0);
        return findings.Violations;
    }

    /// <summary>Whether a value fits a schema within this one.</summary>
    internal bool Fits(JsonElement schema, JsonElement value, string path, int level)
    {
        var findings = new Findings(listed: false);
        Check(schema, value, path, findings, level + 1);
        return findings.None;
    }

    /// <summary>Finds how a value does not fit a schema within this one.</summary>
    internal void Check(JsonElement schema, JsonElement value, string path, Findings findings, int level)
    {
        if (level > Deepest)
        {
            throw new MissyException(ErrorKind.InvalidRequest, "The schema refers to itself without end.");
        }

        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new MissyException(ErrorKind.InvalidRequest, $"The schema has too many references and forms within each other to check {path}.");
        }

        if (schema.ValueKind == JsonValueKind.False)
        {
            findings.Add(path, static () => "must not be there");
        }

        if (schema.ValueKind != JsonValueKind.Object || findings.Done)
        {
            return;
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            Check(SchemaReference.Follow(_root, reference.GetString()!)!.Value, value, path, findings, level + 1);
        }

        ValueRules.Check(schema, value, path, findings);
        switch (value.ValueKind)
        {
            case JsonValueKind.Number:
                NumberRules.Check(schema, value, path, findings);
                break;
            case JsonValueKind.String:
                TextRules.Check(schema, value, path, findings);
                break;
            case JsonValueKind.Array:
                ArrayRules.Check(this, schema, value, path, findings);
                break;
            case JsonValueKind.Object:
                ObjectRules.Check(this, schema, value, path, findings, level);
                break;
        }

        CombinationRules.Check(this, schema, value, path, findings, level);
    }
}
