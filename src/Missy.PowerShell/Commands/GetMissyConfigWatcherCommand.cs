using System.Management.Automation;

namespace Missy.Commands;

/// <summary>
/// Tells which configuration is in effect in this process, whether changes of its file are picked up, and why the file's present
/// content is not in effect where it is not. Reads nothing.
/// </summary>
[Cmdlet(VerbsCommon.Get, "MissyConfigWatcher")]
[OutputType(typeof(ConfigWatcherInfo))]
public sealed class GetMissyConfigWatcherCommand : MissyCommand
{
    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(Client.ConfigWatcher);
}
