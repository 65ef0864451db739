using System.Management.Automation;
using Missy.Completion;
using Missy.Network;

namespace Missy.Commands;

/// <summary>Goes on to the next key of a provider, for all runspaces of the process, and says which slots those are, by name.</summary>
[Cmdlet(VerbsCommon.Switch, "MissyKey", SupportsShouldProcess = true)]
[OutputType(typeof(KeySwitch))]
public sealed class SwitchMissyKeyCommand : MissyCommand
{
    /// <summary>The providers.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Provider")]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            OrWriteError(name, () => Switch(name));
        }
    }

    private void Switch(string name)
    {
        var provider = Client.Registry.Get(name);
        var key = provider.KeySource is { } slot ? $", key '{slot}'" : "";
        if (!ShouldProcess($"provider '{provider.Name}'{key}", "Switch to the next key"))
        {
            return;
        }

        var done = Client.SwitchKey(name);
        if (done.Reason is { } reason)
        {
            WriteWarning(Redactor.Process.Clean($"{done.Provider} goes on as it was: {reason}."));
        }

        WriteObject(done);
    }
}
