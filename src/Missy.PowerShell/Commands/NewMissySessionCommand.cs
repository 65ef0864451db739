using System.Management.Automation;
using Missy.Completion;

namespace Missy.Commands;

/// <summary>Makes a conversation that has a name, for <c>-Session</c>. Who is to answer in it is checked at once.</summary>
[Cmdlet(VerbsCommon.New, "MissySession", SupportsShouldProcess = true)]
[OutputType(typeof(Session))]
public sealed class NewMissySessionCommand : MissyCommand
{
    /// <summary>Its name; session-1, session-2 and so on when none is given.</summary>
    [Parameter(Position = 0)]
    public string? Name { get; set; }

    /// <summary>Who answers; whoever is the default at the time when none is given.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string? Provider { get; set; }

    /// <summary>The model to pin, alone or as provider/model; the provider's, by tier, when none is given.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>Instructions that stand above the conversation.</summary>
    [Parameter]
    public string? System { get; set; }

    /// <summary>Lets lead and worker take turns, as the configuration says.</summary>
    [Parameter]
    public SwitchParameter LeadWorker { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!ShouldProcess(Name is null ? "a session" : $"session '{Name}'", "Make it"))
        {
            return;
        }

        var options = new SessionOptions { Name = Name, Provider = Provider, Model = Model, System = System, LeadWorker = LeadWorker };
        try
        {
            WriteObject(Await(token => Client.NewSessionAsync(options, Caller, token)));
        }
        catch (MissyException exception) when (Name is not null && Client.SessionsOf(Caller).Find(Name) is not null)
        {
            WriteError(ErrorRecords.Of(exception, "SessionExists", ErrorCategory.ResourceExists, Name));
        }
        catch (MissyException exception)
        {
            WriteError(ErrorRecords.Of(this, exception, Name));
        }
    }
}
