using System.Management.Automation;
using Missy.Simulation;

namespace Missy.Commands;

/// <summary>Stops simulators of this process: those given, else all.</summary>
[Cmdlet(VerbsLifecycle.Stop, "MissySimulator", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class StopMissySimulatorCommand : MissyCommand
{
    /// <summary>What Start-MissySimulator wrote.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public SimulatorServer[]? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null && MyInvocation.ExpectingInput)
        {
            return;
        }

        foreach (var server in InputObject ?? MissyProcess.Simulators.Running())
        {
            if (ShouldProcess(server.BaseUrl.ToString(), "Stop the simulator"))
            {
                server.Stop();
            }
        }
    }
}
