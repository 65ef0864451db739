using System.CommandLine;
using System.CommandLine.Help;
using Missy.Cli.Commands;
using Missy.Cli.Output;
using Missy.Configuration;

namespace Missy.Cli;

/// <summary>The <c>missy</c> command: parses, runs one command, and turns whatever happens into an exit code.</summary>
internal sealed class CommandLineApp(Terminal terminal, ISystemEnvironment environment)
{
    /// <summary>What the command is called, whatever the file is that holds it.</summary>
    public const string Name = "missy";

    // A prompt may begin with an @, which would otherwise name a file of arguments.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    private static readonly (string Name, CreateCommand Create)[] Commands =
    [
        ("ask", AskCommand.Create),
        ("run", RunCommand.Create),
        ("providers", ProvidersCommand.Create),
        ("models", ModelsCommand.Create),
        ("tier", TierCommand.Create),
        ("route", RouteCommand.Create),
        ("config", ConfigCommand.Create),
        ("usage", UsageCommand.Create),
        ("simulate", SimulateCommand.Create),
    ];

    // Nothing on standard error is anything but our own words: no secret belongs there, whoever writes it.
    private readonly Terminal _terminal = terminal with { Error = new RedactingWriter(terminal.Error) };

    private delegate Command CreateCommand(Func<Func<CommandContext, CancellationToken, Task<int>>, Func<ParseResult, CancellationToken, Task<int>>> run);

    public async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var output = new FailureOutput(
            _terminal, Json: IsGiven(args, CommonOptions.Json), Verbose: IsGiven(args, CommonOptions.Verbose));
        try
        {
            var code = await RunAsync(args, output.Json, cancellationToken);
            await _terminal.Out.FlushAsync(CancellationToken.None);
            return code;
        }
        catch (OutputClosedException)
        {
            // Whoever read our output has gone, as "head" does: nobody is left to tell.
            return ExitCodes.Cancelled;
        }
        catch (Exception exception)
        {
            return await output.WriteAsync(exception, cancellationToken);
        }
        finally
        {
            await _terminal.Error.FlushAsync(CancellationToken.None);
        }
    }

    private async Task<int> RunAsync(string[] args, bool json, CancellationToken cancellationToken)
    {
        var root = NewRoot(args);
        var result = root.Parse(args, Parsing);
        if (UsageErrors.Find(result) is { } error)
        {
            throw error;
        }

        var configuration = new InvocationConfiguration
        {
            Output = _terminal.Out,
            Error = _terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        if (result.Errors.Count == 0)
        {
            return await result.InvokeAsync(configuration, cancellationToken);
        }

        // Nothing is wrong but that a command is missing: the help says which there are.
        if (json)
        {
            throw UsageErrors.MissingCommand(result.CommandResult);
        }

        configuration.Output = _terminal.Error;
        await root.Parse(["--help", .. args], Parsing).InvokeAsync(configuration, cancellationToken);
        return ExitCodes.Usage;
    }

    // A command's options cost time to set up: where one is named outright, the others need none.
    private Command NewRoot(string[] args)
    {
        var root = new Command(Name, "Talk to any language model, and stay in control of which one answers.")
        {
            CommonOptions.Json,
            CommonOptions.Config,
            CommonOptions.Verbose,
            new HelpOption("--help", "-h", "-?") { Description = "Show this help." },
            VersionOption.Create(),
        };
        var named = args.Length > 0 && Array.Exists(Commands, command => command.Name == args[0]);
        foreach (var (name, create) in Commands)
        {
            if (!named || name == args[0])
            {
                root.Add(create(Run));
            }
        }

        return root;
    }

    // Asked of the words themselves: a command line that cannot be parsed is reported as it asks for, too.
    private static bool IsGiven(string[] args, Option option) => args.TakeWhile(word => word != "--").Contains(option.Name);

    private Func<ParseResult, CancellationToken, Task<int>> Run(Func<CommandContext, CancellationToken, Task<int>> command) =>
        async (options, cancellationToken) =>
        {
            using var simulator = new SimulatorHost();
            using var client = new MissyClient(new MissyClientOptions
            {
                ConfigPath = options.GetValue(CommonOptions.Config),
                Environment = environment,
                Simulator = simulator,
                Events = new Warnings(terminal),
            });
            return await command(new CommandContext(options, _terminal, environment, client), cancellationToken);
        };
}
