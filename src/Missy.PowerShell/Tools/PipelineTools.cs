using System.Collections.ObjectModel;
using System.Management.Automation;
using Missy.Chat;
using Missy.Network;
using PowerShellEngine = System.Management.Automation.PowerShell;

namespace Missy.Tools;

/// <summary>
/// Runs tools on the pipeline's thread. What runs is the command or script block of the tool and nothing else: the model chooses
/// values of declared parameters, which are bound by name.
/// </summary>
internal sealed class PipelineTools(IReadOnlyList<Tool> tools) : IToolRunner
{
    private const string Script = "param($Command, $Arguments) & $Command @Arguments";
    private const string ScriptOfHashtable = "param($Command, $Arguments) & $Command $Arguments";
    private const int LongestLine = 300;

    private readonly ToolConsent _consent = new();

    /// <summary>What the model is told of them.</summary>
    public IReadOnlyList<ToolDefinition> Definitions { get; } = [.. tools.Select(tool => tool.Definition)];

    /// <inheritdoc/>
    public Task<ToolOutput> RunAsync(ToolCall call, CancellationToken cancellationToken) =>
        PipelineThread.Current!.InvokeAsync(command => Run(command, call, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task FinishedAsync(ToolRun run, CancellationToken cancellationToken) => PipelineThread.Current!.InvokeAsync(
        command =>
        {
            command.Tell($"tool {ToolConsent.Shown(Redactor.Process.Clean(run.ToString()), LongestLine)}");
            return true;
        },
        cancellationToken);

    private static ToolOutput Invoke(Tool tool, ToolCall call, CancellationToken cancellationToken)
    {
        var output = new Collection<PSObject?>();
        using var engine = PowerShellEngine.Create(RunspaceMode.CurrentRunspace);
        engine
            .AddScript(tool.TakesHashtable ? ScriptOfHashtable : Script, useLocalScope: true)
            .AddParameter("Command", tool.Target)
            .AddParameter("Arguments", ToolBinding.Of(tool, call));
        using var stop = cancellationToken.UnsafeRegister(static state => ((PowerShellEngine)state!).BeginStop(null, null), engine);
        var (end, stopped) = (default(string), false);
        try
        {
            engine.Invoke<PSObject?>(null, output);
        }
        catch (PipelineStoppedException)
        {
            stopped = true;
        }
        catch (RuntimeException exception)
        {
            end = Message(exception.ErrorRecord);
        }

        if (stopped || engine.InvocationStateInfo.State == PSInvocationState.Stopped)
        {
            // PowerShell stops what runs inside a command before it tells the command, which a moment later cancels its call.
            cancellationToken.WaitHandle.WaitOne(TimeSpan.FromSeconds(1));
            cancellationToken.ThrowIfCancellationRequested();
            return new ToolOutput("The tool was stopped.", IsError: true);
        }

        var errors = engine.Streams.Error.Select(Message).Concat(end is null ? [] : [end]).ToList();
        var text = ToolText.Of(output);
        var parts = errors.Count == 0 ? [text] : new[] { text, $"Errors:\n{string.Join('\n', errors)}" };
        return new ToolOutput(
            string.Join("\n\n", parts.Where(part => part.Length > 0)),
            IsError: end is not null || (errors.Count > 0 && output.Count == 0));
    }

    private static string Message(ErrorRecord record) => record.ErrorDetails?.Message ?? record.Exception.Message;

    private ToolOutput Run(PSCmdlet command, ToolCall call, CancellationToken cancellationToken)
    {
        var tool = tools.First(tool => tool.Name == call.Name);
        return _consent.WhyDenied(command, tool, call.RawArguments) is { } reason
            ? new ToolOutput(reason, IsError: true)
            : Invoke(tool, call, cancellationToken);
    }
}
