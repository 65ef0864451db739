using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Net.Sockets;
using Missy.Cli.Output;
using Missy.Cli.Output.Json;
using Missy.Simulation;

namespace Missy.Cli.Commands;

/// <summary><c>missy simulate</c>: a server to try scripts against, without keys, cost or network.</summary>
internal static class SimulateCommand
{
    private static readonly Option<int?> Port =
        NumberOption.Whole("--port", "n", "The port on this machine; 0, as when none is named, takes a free one.", 0, IPEndPoint.MaxPort);

    private static readonly Option<FaultRule[]> Fault = new("--fault")
    {
        Description = "A fault to play, such as '429;retry-after=2' or 'path=/v1/messages;call=2;fault=reset;at=in-body'. May be repeated.",
        HelpName = "rule",
        CustomParser = ReadFaults,
    };

    private static readonly Option<string?> Answer = new("--answer") { Description = "The text of every answer.", HelpName = "text" };

    public static Command Create(Func<Func<CommandContext, CancellationToken, Task<int>>, Func<ParseResult, CancellationToken, Task<int>>> run)
    {
        var command = new Command("simulate", "Serve simulated answers until stopped.") { Port, Fault, Answer };
        command.SetAction(run(RunAsync));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        await using var server = Start(context.Options);
        if (context.Json)
        {
            await JsonOutput.WriteAsync(
                context.Terminal, new SimulatorDocument(server.BaseUrl, server.Port), MissyJson.Context.SimulatorDocument);
        }
        else
        {
            await context.Terminal.Out.WriteLineAsync($"The simulator answers at {server.BaseUrl} until you press Ctrl+C.");
        }

        // Whoever reads the address may be done at once, and to be stopped from here on is no failure.
        await context.Terminal.Out.FlushAsync(CancellationToken.None);
        var stopped = new TaskCompletionSource();
        await using var stopping = cancellationToken.Register(stopped.SetResult);
        await stopped.Task;

        // To be stopped is how this command ends well.
        return ExitCodes.Done;
    }

    private static FaultRule[]? ReadFaults(ArgumentResult result)
    {
        var rules = new List<FaultRule>();
        foreach (var token in result.Tokens)
        {
            try
            {
                rules.Add(FaultRule.Parse(token.Value));
            }
            catch (FormatException exception)
            {
                result.AddError($"--fault {token.Value}: {exception.Message}");
                return null;
            }
        }

        return [.. rules];
    }

    private static SimulatorServer Start(ParseResult options)
    {
        var port = options.GetValue(Port) ?? 0;
        try
        {
            return SimulatorServer.Start(new SimulatorOptions
            {
                Port = port,
                Faults = options.GetValue(Fault) ?? [],
                Answer = options.GetValue(Answer),
            });
        }
        catch (SocketException exception)
        {
            throw new MissyException(ErrorKind.Configuration, $"The simulator cannot listen on port {port}: {exception.Message}", exception)
            {
                Remedy = "Choose another port, or 0 for a free one.",
            };
        }
    }
}
