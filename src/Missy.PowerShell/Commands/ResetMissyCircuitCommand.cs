using System.Management.Automation;
using Missy.Completion;

namespace Missy.Commands;

/// <summary>Closes the circuit breaker of a provider, so that the next call asks it again.</summary>
[Cmdlet(VerbsCommon.Reset, "MissyCircuit", SupportsShouldProcess = true)]
[OutputType(typeof(Circuit))]
public sealed class ResetMissyCircuitCommand : MissyCommand
{
    /// <summary>The providers.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string[] Provider { get; set; } = [];

    /// <summary>Writes the breaker.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Provider)
        {
            OrWriteError(name, () => Reset(Client.Registry.Get(name).Name));
        }
    }

    private void Reset(string name)
    {
        if (!ShouldProcess($"provider '{name}'", "Close its circuit breaker"))
        {
            return;
        }

        var circuit = Client.ResetCircuit(name);
        if (PassThru)
        {
            WriteObject(circuit);
        }
    }
}
