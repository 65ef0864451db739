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
    private string? _variable;
    private IReadOnlyList<object?> _earlier = [];
    private bool _refused;

    /// <summary>
    /// What answers are to be like: a JSON Schema as JSON or hashtable, or a type or class in parentheses. Answers are checked, and
    /// written as objects in place of responses; a list is written item by item.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object? Schema { get; set; }

    /// <summary>
    /// The variable that keeps the responses, with their route and usage; several when several were asked for. A + before its name
    /// adds them to what it holds.
    /// </summary>
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

    // Emptied first: that tells before anything is paid for whether it can be written, and leaves no earlier answer to be taken for one
    // of this call where that fails.
    private void BeginResponseVariable()
    {
        if (ResponseVariable is not { } given)
        {
            return;
        }

        var name = given.TrimStart('+');
        try
        {
            if (name != given && SessionState.PSVariable.GetValue(name) is { } value)
            {
                _earlier = LanguagePrimitives.GetEnumerable(value) is { } items ? [.. items.Cast<object?>()] : [value];
            }

            SessionState.PSVariable.Set(name, _earlier.Count == 0 ? null : _earlier.ToArray());
            _variable = name;
        }
        catch (Exception exception) when (IsOfVariable(exception))
        {
            ThrowTerminatingError(NotWritten(exception, name));
        }
    }

    /// <returns>Why it could not be kept, once a command; null when it was. The answer is there all the same, and is to be written first.</returns>
    private ErrorRecord? Keep(Response response)
    {
        if (_variable is not { } name || _refused)
        {
            return null;
        }

        _responses.Add(response);
        try
        {
            SessionState.PSVariable.Set(name, _earlier.Count + _responses.Count == 1 ? response : (object?[])[.. _earlier, .. _responses]);
            return null;
        }
        catch (Exception exception) when (IsOfVariable(exception))
        {
            _refused = true;
            return NotWritten(exception, name);
        }
    }

    private static ErrorRecord NotWritten(Exception exception, string name) =>
        ErrorRecords.Of(exception, "VariableNotWritable", ErrorCategory.WriteError, name);

    // It is constant or read-only, of another type, on no drive for variables, or no name at all.
    private static bool IsOfVariable(Exception exception) =>
        exception is SessionStateException or MetadataException or ProviderInvocationException or NotSupportedException or ArgumentException;

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
