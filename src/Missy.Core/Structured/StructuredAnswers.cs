using System.Text.Json;
using Missy.Chat;

namespace Missy.Structured;

/// <summary>
/// The answers of a call that has a schema: each is read and checked here, whatever the service promises. A first one that does not
/// fit goes back to the model once, with what is wrong. Used by one flow at a time.
/// </summary>
internal sealed class StructuredAnswers
{
    private readonly JsonSchema _schema;
    private readonly bool _enveloped;
    private bool _repaired;

    private StructuredAnswers(AnswerSchema schema)
    {
        _schema = JsonSchema.Of(schema.Schema);
        _enveloped = Envelope.IsNeeded(schema.Schema);
        Asked = _enveloped ? schema with { Schema = Envelope.Of(schema.Schema) } : schema;
    }

    /// <summary>The schema that the model is to answer by.</summary>
    public AnswerSchema Asked { get; }

    /// <summary>The answer that fits; undefined until there is one.</summary>
    public JsonElement Value { get; private set; }

    /// <summary>What the model is told of its answer; null when it is not to be asked again.</summary>
    public string? Complaint { get; private set; }

    /// <summary>For a call.</summary>
    /// <returns>Null when it has no schema.</returns>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: it is no schema; the message names where.</exception>
    public static StructuredAnswers? Of(AnswerSchema? schema) => schema is null ? null : new StructuredAnswers(schema);

    /// <summary>Takes an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="provider">Who gave it.</param>
    /// <param name="held">Whether the service held the model to the schema.</param>
    /// <returns>True when the model is to be asked again, with <see cref="Complaint"/>.</returns>
    /// <exception cref="MissyException"><see cref="ErrorKind.MalformedResponse"/>: it does not fit, nor did the one before it.</exception>
    public bool Take(CompletionResponse answer, string provider, bool held)
    {
        Complaint = null;
        if (answer.FinishReason == FinishReason.ToolCalls)
        {
            return false;
        }

        var violations = Check(answer.Content, held);
        if (violations.Count == 0)
        {
            return false;
        }

        // What was cut or withheld would be so again.
        if (_repaired || answer.FinishReason != FinishReason.Stop)
        {
            throw Failure(answer, provider, violations);
        }

        _repaired = true;
        Complaint = $"Your answer does not fit the JSON Schema that was asked for:\n{string.Join('\n', violations.Select(violation => $"- {violation}"))}\n"
            + "Answer again: the corrected JSON, whole, and nothing else.";
        return true;
    }

    private IReadOnlyList<Violation> Check(string text, bool held)
    {
        if (AnswerText.Read(text, bare: held, out var json) is { } problem)
        {
            return [new Violation("$", problem)];
        }

        var value = _enveloped ? Envelope.Open(json) : json;
        var violations = value.ValueKind == JsonValueKind.Undefined ? JsonSchema.Of(Asked.Schema).Validate(json) : _schema.Validate(value);
        if (violations.Count > 0 && _enveloped && !held && _schema.Validate(json).Count == 0)
        {
            // Told in words, a model may give the value itself, which may have a member of the same name as the envelope's.
            (value, violations) = (json, []);
        }

        Value = violations.Count == 0 ? value : default;
        return violations;
    }

    private static MissyException Failure(CompletionResponse answer, string provider, IReadOnlyList<Violation> violations)
    {
        var (what, remedy) = answer.FinishReason switch
        {
            FinishReason.Length => ("was cut at its token limit before its JSON was whole", "Allow more tokens, or ask for less."),
            FinishReason.ContentFilter => ("was withheld or cut by the service for what it says", "Ask in another way."),
            _ => (
                $"does not fit the schema, nor did the one before it: {string.Join("; ", violations.Take(3))}{(violations.Count > 3 ? "; …" : "")}",
                "Ask a more capable model, say more of what is wanted, or ask for less in the schema. The answer is the error's PartialText."),
        };
        return new MissyException(
            answer.FinishReason == FinishReason.ContentFilter ? ErrorKind.ContentRefused : ErrorKind.MalformedResponse, $"The answer of {provider} {what}.")
        {
            Provider = provider,
            Model = answer.Model,
            RequestId = answer.RequestId,
            PartialText = answer.Content.Length > 0 ? answer.Content : null,
            Violations = [.. violations.Select(violation => violation.ToString())],
            Remedy = remedy,
        };
    }
}
