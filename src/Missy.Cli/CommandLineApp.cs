using System.CommandLine;
using Missy.Cli.Commands;
using Missy.Cli.Output;
using Missy.Configuration;

namespace Missy.Cli;

/// <summary>The <c>missy</c> command: parses, runs one command, and turns whatever happens into an exit code.</summary>
internal sealed class CommandLineApp(Terminal terminal, ISystemEnvironment environment)
{
    public async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var result = NewRoot().Parse(args);
        if (result.Errors.Count > 0)
        {
            foreach (var error in result.Errors)
            {
                await terminal.Error.WriteLineAsync($"missy: {error.Message}");
            }

            await terminal.Error.WriteLineAsync("Try 'missy --help'.");
            return ExitCodes.Usage;
        }

        var configuration = new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
        };
        return await result.InvokeAsync(configuration, cancellationToken);
    }

    private RootCommand NewRoot() =>
        new("Talk to any language model, and stay in control of which one answers.")
        {
            CommonOptions.Json,
            CommonOptions.Config,
            CommonOptions.Verbose,
            AskCommand.Create(Run),
            ProvidersCommand.Create(Run),
            ModelsCommand.Create(Run),
            ConfigCommand.Create(Run),
            SimulateCommand.Create(Run),
        };

    private Func<ParseResult, CancellationToken, Task<int>> Run(Func<CommandContext, CancellationToken, Task<int>> command) =>
        async (options, cancellationToken) =>
        {
            using var simulator = new SimulatorHost();
            using var client = new MissyClient(new MissyClientOptions
            {
                ConfigPath = options.GetValue(CommonOptions.Config),
                Environment = environment,
                Simulator = simulator,
            });
            var context = new CommandContext(options, terminal, environment, client);
            try
            {
                var code = await command(context, cancellationToken);
                await terminal.Out.FlushAsync(CancellationToken.None);
                return code;
            }
            catch (MissyException exception)
            {
                await ErrorOutput.WriteAsync(context, exception);
                return ExitCodes.Of(exception.Kind);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                await terminal.Error.WriteLineAsync("missy: cancelled");
                return ExitCodes.Cancelled;
            }
            catch (IOException exception)
            {
                // The network's failures come as MissyException: this is our own input or output, most often a closed pipe.
                await terminal.Error.WriteLineAsync($"missy: {exception.Message}");
                return ExitCodes.Failed;
            }
        };
}
