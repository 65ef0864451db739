using System.Management.Automation;
using System.Net.Sockets;
using Missy.Completion;
using Missy.Simulation;

namespace Missy.Commands;

/// <summary>
/// Starts a simulator in this process: a loopback server that speaks the wire protocols and misbehaves on request. Provider
/// <c>simulator</c> is the one started last.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "MissySimulator", SupportsShouldProcess = true)]
[OutputType(typeof(SimulatorServer))]
public sealed class StartMissySimulatorCommand : MissyCommand
{
    /// <summary>The TCP port; 0 takes a free one.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>
    /// How it misbehaves, such as <c>429;retry-after=2</c>, <c>model=big*;call=2-;cut-stream</c> or <c>key=test-key-1;flap=3:2;503</c>.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(FaultCompleter))]
    public string[] Fault { get; set; } = [];

    /// <summary>The text of every answer; by default it quotes the prompt.</summary>
    [Parameter]
    public string? Answer { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            var options = new SimulatorOptions { Port = Port, Faults = Array.ConvertAll(Fault, FaultRule.Parse), Answer = Answer };
            if (ShouldProcess($"127.0.0.1:{Port}", "Start a simulator"))
            {
                WriteObject(MissyProcess.Simulators.Start(options));
                ForgetOldOne();
            }
        }
        catch (FormatException exception)
        {
            ThrowTerminatingError(ErrorRecords.Of(exception, "UnknownFault", ErrorCategory.InvalidArgument, Fault));
        }
        catch (SocketException exception)
        {
            ThrowTerminatingError(ErrorRecords.Of(exception, "PortNotAvailable", ErrorCategory.ResourceUnavailable, Port));
        }
    }

    // It is another server than the one before, of which no failure is known yet. Without a usable configuration nobody is asked.
    private static void ForgetOldOne()
    {
        if (!Client.Config.Refused)
        {
            Client.ResetCircuit("simulator");
        }
    }
}
