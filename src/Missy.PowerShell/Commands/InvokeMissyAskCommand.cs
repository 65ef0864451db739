using System.Management.Automation;

namespace Missy.Commands;

/// <summary>
/// Asks a language model. Without a prompt argument each item of the pipeline is one prompt and one call; with one, the items
/// are gathered and stand, a line each, before the prompt of one call, or with -Each before the prompts of as many calls.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "MissyAsk", SupportsShouldProcess = true)]
[OutputType(typeof(Response), typeof(Chunk), typeof(string), typeof(PSObject))]
public sealed partial class InvokeMissyAskCommand : PromptCommand
{
    private bool _consent;

    /// <summary>Writes the answer's chunks as they come.</summary>
    [Parameter]
    public SwitchParameter Stream { get; set; }

    /// <summary>Writes text in place of responses; with -Stream, pieces of text.</summary>
    [Parameter]
    public SwitchParameter AsText { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _consent = this.WantsConsent();
        base.BeginProcessing();
        BeginSchema();
        BeginResponseVariable();
        BeginAttachments();
        BeginMany();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        EndMany();
    }

    private protected override void Put(AskRequest request)
    {
        request = WithRounds(request);
        _stages?.Clear();
        if (!MayAsk(request))
        {
            return;
        }

        if (Show)
        {
            PumpShown(request);
        }
        else if (Stream)
        {
            Pump(token => Client.StreamAsync(request, Caller, token), Write);
        }
        else
        {
            Write(Await(token => Client.AskAsync(request, Caller, token)));
        }
    }

    private protected override AskRequest Complete(AskRequest request) => WithSchema(WithAttachments(request));

    private bool MayAsk(AskRequest request) =>
        !_consent || this.MayAsk(Await(token => Client.ResolveRouteAsync(request, Caller, token)));

    private void Write(Response response)
    {
        var unkept = Keep(response);
        if (AsText || !WriteStructured(response))
        {
            WriteObject(AsText ? response.Content : response);
        }

        this.Report(response);
        WriteUnkept(unkept);
    }

    private void Write(Chunk chunk)
    {
        var unkept = chunk.Response is { } whole ? Keep(whole) : null;
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
            WriteUnkept(unkept);
        }
    }

    private void WriteUnkept(ErrorRecord? error)
    {
        if (error is not null)
        {
            WriteError(error);
        }
    }
}
