using System.CommandLine;
using System.Net.Sockets;
using Missy.Cli.Output;
using Missy.Cli.Output.Json;
using Missy.Simulation;

namespace Missy.Cli.Commands;

/// <summary><c>missy simulate</c>: a server to try scripts against, without keys, cost or network.</summary>
internal static class SimulateCommand
{
    private static readonly Option<int> Port = new("--port")
    {
        Description = "The port on this machine; 0 takes a free one.",
        HelpName = "n",
    };

    private static readonly Option<string[]> Fault = new("--fault")
    {
        Description = "A fault to play, such as '429;retry-after=2' or 'path=/v1/messages;call=2;fault=reset-in-body'. May be repeated.",
        HelpName = "rule",
    };

    private static readonly Option<string?> Answer = new("--answer") { Description = "The text of every answer." };

    public static Command Create(Func<Func<CommandContext, CancellationToken, Task<int>>, Func<ParseResult, CancellationToken, Task<int>>> run)
    {
        Port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 65535)
            {
                result.AddError("--port takes a number from 0 to 65535.");
            }
        });
        Fault.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                try
                {
                    _ = FaultRule.Parse(token.Value);
                }
                catch (FormatException exception)
                {
                    result.AddError($"--fault {token.Value}: {exception.Message}");
                }
            }
        });
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

        await context.Terminal.Out.FlushAsync(cancellationToken);
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return ExitCodes.Done;
    }

    private static SimulatorServer Start(ParseResult options)
    {
        var port = options.GetValue(Port);
        try
        {
            return SimulatorServer.Start(new SimulatorOptions
            {
                Port = port,
                Faults = [.. (options.GetValue(Fault) ?? []).Select(FaultRule.Parse)],
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
