using System.Management.Automation;
using Missy.Completion;

namespace Missy.Commands;

/// <summary>Makes a provider the default of this runspace, after asking it whether it answers.</summary>
[Cmdlet(VerbsCommon.Set, "MissyDefaultProvider", SupportsShouldProcess = true)]
[OutputType(typeof(ProviderInfo))]
public sealed class SetMissyDefaultProviderCommand : MissyCommand
{
    /// <summary>The provider.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Provider")]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string Name { get; set; } = "";

    /// <summary>Takes it without asking it.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the provider.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => OrWriteError(Name, () =>
    {
        if (!ShouldProcess($"provider '{Client.Registry.Get(Name).Name}'", "Make it the default of this runspace"))
        {
            return;
        }

        Await(token => Client.SetDefaultProviderAsync(Name, Caller, probe: !Force, token));
        if (PassThru)
        {
            WriteObject(Await(token => Client.GetProviderAsync(Name, Caller, ask: false, token)));
        }
    });
}
