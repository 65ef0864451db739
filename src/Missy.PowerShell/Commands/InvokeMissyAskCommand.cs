using System.Management.Automation;

namespace Missy.Commands;

/// <summary>
/// Asks a language model. Without a prompt argument each item of the pipeline is one prompt and one call; with one, the items
/// are gathered and stand, a line each, before the prompt of one call.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "MissyAsk", SupportsShouldProcess = true)]
[Alias("ask")]
[OutputType(typeof(Response), typeof(Chunk), typeof(string))]
public sealed class InvokeMissyAskCommand : RequestCommand
{
    private readonly Question _question = new();
    private bool _asArgument;
    private bool _consent;

    /// <summary>What to ask.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Prompt { get; set; }

    /// <summary>Prompts, or the context of the prompt: text, files, a response to go on from, or any object, sent as JSON.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Writes the answer's chunks as they come.</summary>
    [Parameter]
    public SwitchParameter Stream { get; set; }

    /// <summary>Writes text in place of responses; with -Stream, pieces of text.</summary>
    [Parameter]
    public SwitchParameter AsText { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _asArgument = MyInvocation.BoundParameters.ContainsKey(nameof(Prompt));
        _consent = this.WantsConsent();
        if (!_asArgument && !MyInvocation.ExpectingInput && !MyInvocation.BoundParameters.ContainsKey(nameof(InputObject)))
        {
            OrTerminate(() => _question.Text(null));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!_asArgument)
        {
            OrWriteError(InputObject, () => Ask(Prompt is null ? Question.Of(InputObject) : new Question().Text(Prompt), InputObject));
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
            OrTerminate(() => Ask(_question.Text(Prompt), null));
        }
    }

    private void Ask(string prompt, PSObject? input)
    {
        var request = NewRequest(prompt, _question.Earlier, input?.BaseObject is PSCustomObject ? input : input?.BaseObject);
        if (_consent && !this.MayAsk(Await(token => Client.ResolveRouteAsync(request, Caller, token))))
        {
            return;
        }

        if (Stream)
        {
            Pump(token => Client.StreamAsync(request, Caller, token), Write);
        }
        else
        {
            var response = Await(token => Client.AskAsync(request, Caller, token));
            WriteObject(AsText ? response.Content : response);
            this.Report(response);
        }
    }

    private void Write(Chunk chunk)
    {
        if (!AsText)
        {
            WriteObject(chunk);
        }
        else if (chunk.Kind == "text")
        {
            WriteObject(chunk.Text);
        }

        if (chunk.Response is { } response)
        {
            this.Report(response);
        }
    }
}
