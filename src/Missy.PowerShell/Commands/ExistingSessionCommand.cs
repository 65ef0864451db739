using System.Management.Automation;
using Missy.Completion;

namespace Missy.Commands;

/// <summary>What the commands share that take sessions which are there, by name or themselves.</summary>
public abstract class ExistingSessionCommand : SessionCommand
{
    private protected const string ByObject = "InputObject";
    private const string ByName = "Name";

    /// <summary>The sessions, by names or patterns.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByName)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>The sessions themselves.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    public Session[] InputObject { get; set; } = [];

    /// <summary>The sessions of this step of the pipeline.</summary>
    private protected IEnumerable<Session> Sessions => ParameterSetName == ByName ? FindSessions(Name) : InputObject;
}
