using System.Management.Automation;
using Missy.Completion;

namespace Missy.Commands;

/// <summary>
/// Changes a conversation: who answers from its next turn on, or its instructions. A new route clears the history unless that
/// is to be kept.
/// </summary>
[Cmdlet(VerbsCommon.Set, "MissySession", SupportsShouldProcess = true, DefaultParameterSetName = ByObject)]
[OutputType(typeof(Session))]
public sealed class SetMissySessionCommand : ExistingSessionCommand
{
    /// <summary>Who answers from now on, with its own model when -Model names none.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string? Provider { get; set; }

    /// <summary>The model to pin, alone or as provider/model.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>Instructions that stand above the conversation; empty for none.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? System { get; set; }

    /// <summary>Lets lead and worker take turns; -LeadWorker:$false lets them no more.</summary>
    [Parameter]
    public SwitchParameter LeadWorker { get; set; }

    /// <summary>Lets whoever is the default at the time answer.</summary>
    [Parameter]
    public SwitchParameter UseDefault { get; set; }

    /// <summary>Keeps the history where the route changes.</summary>
    [Parameter]
    public SwitchParameter KeepHistory { get; set; }

    /// <summary>The last answer was no good: for lead and worker it counts as a failure of the worker.</summary>
    [Parameter]
    public SwitchParameter Failed { get; set; }

    /// <summary>Writes the session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var session in Sessions)
        {
            OrWriteError(session, () => Change(session));
        }
    }

    private void Change(Session session)
    {
        if (!ShouldProcess($"session '{session.Name}'", "Change it"))
        {
            return;
        }

        Await(async token =>
        {
            await Client.ChangeSessionAsync(session, NewChange(), Caller, token);
            return session;
        });
        if (PassThru)
        {
            WriteObject(session);
        }
    }

    private SessionChange NewChange() => new()
    {
        Provider = Provider,
        Model = Model,
        System = IsBound(nameof(System)) ? System ?? "" : null,
        LeadWorker = IsBound(nameof(LeadWorker)) ? LeadWorker.ToBool() : null,
        UseDefault = UseDefault,
        KeepHistory = KeepHistory,
        Failed = Failed,
    };

    private bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}
