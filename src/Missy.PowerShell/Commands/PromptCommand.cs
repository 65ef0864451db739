using System.Management.Automation;

namespace Missy.Commands;

/// <summary>
/// How prompts come to a command. Without a prompt argument each item of the pipeline is one prompt; with one, the items are
/// gathered and stand, a line each, before that one prompt.
/// </summary>
public abstract class PromptCommand : RequestCommand
{
    private readonly Question _question = new();
    private bool _asArgument;

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

    /// <inheritdoc/>
    protected override void BeginProcessing() => _asArgument =
        MyInvocation.BoundParameters.ContainsKey(nameof(Prompt))
        || (!MyInvocation.ExpectingInput && !MyInvocation.BoundParameters.ContainsKey(nameof(InputObject)));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!_asArgument)
        {
            OrWriteError(InputObject, () => Put(Prompt is null ? Question.Of(InputObject) : new Question().Text(Prompt), InputObject));
        }
        else if (InputObject is not null)
        {
            OrTerminate(() => _question.Add(InputObject));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_asArgument)
        {
            OrTerminate(() => Put(MayBeBlank && string.IsNullOrWhiteSpace(Prompt) ? "" : _question.Text(Prompt), null));
        }
    }

    /// <summary>Does with one question what the command is for.</summary>
    private protected abstract void Put(AskRequest request);

    private void Put(string prompt, PSObject? input) =>
        Put(NewRequest(prompt, _question.Earlier, input?.BaseObject is PSCustomObject ? input : input?.BaseObject));
}
