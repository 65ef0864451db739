using System.Management.Automation;
using Missy.Chat;
using Missy.Schemas;

namespace Missy.Commands;

/// <content>Answers that are objects.</content>
public sealed partial class InvokeMissyAskCommand
{
    private readonly List<Response> _responses = [];
    private AnswerSchema? _schema;
    private Type? _type;

    /// <summary>
    /// What answers are to be like: a JSON Schema as JSON or hashtable, or a type or class in parentheses. Answers are checked, and
    /// written as objects in place of responses; a list is written item by item.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object? Schema { get; set; }

    /// <summary>The variable that keeps the responses, with their route and usage; several when several were asked for.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ResponseVariable { get; set; }

    private void BeginSchema()
    {
        if (Schema is { } schema)
        {
            OrTerminate(() => _schema = SchemaSource.Read(schema, out _type));
        }
    }

    private AskRequest WithSchema(AskRequest request) => request with { Schema = _schema };

    private void Keep(Response response)
    {
        if (ResponseVariable is { } name)
        {
            _responses.Add(response);
            SessionState.PSVariable.Set(name, _responses.Count == 1 ? response : _responses.ToArray());
        }
    }

    // A model that called tools for its caller to run has not answered yet.
    private bool WriteStructured(Response response)
    {
        if (_schema is null || response.FinishReason == "tool_calls")
        {
            return false;
        }

        WriteObject(AnswerObjects.Of(response, _type), enumerateCollection: true);
        return true;
    }
}
