using System.Management.Automation;
using Missy.Completion;

namespace Missy.Commands;

/// <summary>Lists the conversations of this runspace, in the order in which they were made.</summary>
[Cmdlet(VerbsCommon.Get, "MissySession")]
[OutputType(typeof(Session))]
public sealed class GetMissySessionCommand : SessionCommand
{
    /// <summary>Names or patterns; all when none is given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(FindSessions(Name ?? ["*"]), enumerateCollection: true);
}
