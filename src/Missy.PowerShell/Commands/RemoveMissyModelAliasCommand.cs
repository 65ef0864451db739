using System.Management.Automation;
using Missy.Completion;

namespace Missy.Commands;

/// <summary>
/// Removes aliases that this runspace set. What the configuration or Missy itself has under the name is in effect again.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "MissyModelAlias", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveMissyModelAliasCommand : MissyCommand
{
    /// <summary>The short names.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(OwnAliasCompleter))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            OrWriteError(name, () =>
            {
                if (ShouldProcess($"alias '{name}'", "Remove it from this runspace"))
                {
                    Client.RemoveAlias(Caller, name);
                }
            });
        }
    }
}
