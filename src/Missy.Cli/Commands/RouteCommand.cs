using System.CommandLine;
using Missy.Cli.Output;
using Missy.Cli.Output.Json;
using Missy.Inspection;

namespace Missy.Cli.Commands;

/// <summary><c>missy route</c>: who would answer, and why; nothing is sent.</summary>
internal static class RouteCommand
{
    public static Command Create(Func<Func<CommandContext, CancellationToken, Task<int>>, Func<ParseResult, CancellationToken, Task<int>>> run)
    {
        var command = new Command("route", "Show who would answer a question, and why. Nothing is sent.");
        QuestionOptions.AddTo(command);
        command.SetAction(run(RunAsync));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var request = await QuestionOptions.ReadAsync(context, promptNeeded: false, cancellationToken);
        await ConfigFindings.WriteAsync(context, always: false);
        var route = await context.Client.ResolveRouteAsync(request, context.Caller, cancellationToken);
        if (context.Json)
        {
            await JsonOutput.WriteAsync(context.Terminal, route, MissyJson.Context.Route);
            return ExitCodes.Done;
        }

        var terminal = context.Terminal;
        await terminal.Out.WriteLineAsync(TerminalText.Clean(route.ToString()));
        foreach (var step in route.Steps)
        {
            await terminal.Out.WriteLineAsync(TerminalText.Clean($"  {step.Step}: {step.Chose} ({step.Because})"));
        }

        await terminal.Out.WriteLineAsync(TerminalText.Clean(
            $"  fallback: {(route.Fallback.Count == 0 ? "none" : string.Join(", ", route.Fallback))}"));
        return ExitCodes.Done;
    }
}
