using System.Management.Automation;
using Missy.Completion;

namespace Missy.Commands;

/// <summary>Removes conversations of this runspace, with their history.</summary>
[Cmdlet(VerbsCommon.Remove, "MissySession", SupportsShouldProcess = true, DefaultParameterSetName = ByObject)]
public sealed class RemoveMissySessionCommand : SessionCommand
{
    private const string ByName = "Name";
    private const string ByObject = "InputObject";

    /// <summary>The sessions, by names or patterns.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByName)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>The sessions themselves.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    public Session[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var session in ParameterSetName == ByName ? FindSessions(Name) : InputObject)
        {
            if (ShouldProcess($"session '{session.Name}'", "Remove it, with its history") && !Caller.Sessions.Remove(session))
            {
                WriteNotFound(new MissyException(ErrorKind.Configuration, $"'{session.Name}' is not a session of this runspace, or no more."), session.Name);
            }
        }
    }
}
