using Missy.Chat;

namespace Missy.Tools;

/// <summary>
/// Runs the tools that a model calls, as only a front end can. It is given calls of tools that were offered, with arguments that
/// have the names and types of their schema, one at a time and in the model's order.
/// </summary>
public interface IToolRunner
{
    /// <summary>Runs one tool. What it throws is told to the model as the tool's failure; the call goes on.</summary>
    /// <param name="call">The call; it is not malformed.</param>
    /// <param name="cancellationToken">Ends the run: the whole call is over, and nobody waits for the result.</param>
    public Task<ToolOutput> RunAsync(ToolCall call, CancellationToken cancellationToken);

    /// <summary>A call has its result, one that was never run included. For showing it; nothing depends on it.</summary>
    /// <param name="run">The call and what came of it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task FinishedAsync(ToolRun run, CancellationToken cancellationToken) => Task.CompletedTask;
}
