using System.Management.Automation;

namespace Missy.Commands;

/// <summary>
/// How prompts come to a command. Without a prompt argument each item of the pipeline is one prompt; with one, the items are
/// gathered and stand, a line each, before that one prompt, or each before its own.
/// </summary>
public abstract class PromptCommand : RequestCommand
{
    private readonly Question _question = new();
    private readonly HashSet<string> _given = [];
    private bool _asArgument;
    private bool _each;

    /// <summary>What to ask.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Prompt { get; set; }

    /// <summary>Prompts, or the context of the prompt: text, files, a response to go on from, or any object, sent as JSON.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Whether there may be nothing to ask.</summary>
    private protected virtual bool MayBeBlank => false;

    /// <summary>Whether each item is context of a call of its own.</summary>
    private protected virtual bool ForEach => false;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var hasItems = MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(InputObject));
        _asArgument = MyInvocation.BoundParameters.ContainsKey(nameof(Prompt)) || !hasItems;
        _each = ForEach && hasItems;
        _given.UnionWith(MyInvocation.BoundParameters.Keys);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_each && !MyInvocation.ExpectingInput && LanguagePrimitives.GetEnumerable(InputObject) is { } items)
        {
            foreach (var item in items)
            {
                Take(item is null ? null : PSObject.AsPSObject(item));
            }
        }
        else
        {
            Take(InputObject);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_asArgument && !_each)
        {
            OrTerminate(() => Put(RequestOf(MayBeBlank && string.IsNullOrWhiteSpace(Prompt) ? "" : _question.Text(Prompt), _question, null)));
        }
    }

    /// <summary>Does with one question what the command is for.</summary>
    private protected abstract void Put(AskRequest request);

    /// <summary>Adds to a question what a command has beside the prompt.</summary>
    private protected virtual AskRequest Complete(AskRequest request) => request;

    /// <summary>
    /// Whether the value of a parameter that binds by property name is meant for the call. On the command line it always is. A
    /// property is where its item is a call of its own; a column that happens to have that name in gathered data, such as the
    /// sessions that Get-MissyUsage tells of, is part of what is asked about.
    /// </summary>
    private protected bool Counts(string parameter) => _given.Contains(parameter) || _each || (!_asArgument && Prompt is not null);

    /// <summary>Does it with the question that an item is or belongs to; what fails is that item's error.</summary>
    /// <param name="item">The item.</param>
    /// <param name="makeRequest">Makes its question, and fails where there can be none.</param>
    private protected virtual void PutItem(PSObject? item, Func<AskRequest> makeRequest)
    {
        try
        {
            Put(makeRequest());
        }
        catch (MissyException exception)
        {
            WriteError(ErrorRecords.Of(this, exception, item));
        }
    }

    private void Take(PSObject? item)
    {
        if (!_asArgument)
        {
            PutItem(item, () => RequestOf(Prompt is null ? Question.Of(item) : new Question().Text(Prompt), _question, item));
        }
        else if (item is not null && _each)
        {
            PutItem(item, () => AboutItem(item));
        }
        else if (item is not null)
        {
            OrTerminate(() => _question.Add(item));
        }
    }

    private AskRequest AboutItem(PSObject item)
    {
        var question = new Question();
        question.Add(item);
        return RequestOf(question.Text(Prompt), question, item);
    }

    private AskRequest RequestOf(string prompt, Question question, PSObject? input) =>
        Complete(NewRequest(
            prompt, question.Earlier, Counts(nameof(Session)) ? Session : null, input?.BaseObject is PSCustomObject ? input : input?.BaseObject)
            .WithAttachments(question.Attachments));
}
