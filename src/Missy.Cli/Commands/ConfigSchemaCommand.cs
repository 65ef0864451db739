using System.CommandLine;

namespace Missy.Cli.Commands;

/// <summary><c>missy config schema</c>: prints the JSON Schema of the configuration.</summary>
internal static class ConfigSchemaCommand
{
    public static Command Create(Func<Func<CommandContext, CancellationToken, Task<int>>, Func<ParseResult, CancellationToken, Task<int>>> run)
    {
        var command = new Command("schema", "Print the JSON Schema of the configuration, for editors.");
        command.SetAction(run(RunAsync));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        await context.Terminal.Out.WriteAsync(context.Client.CreateConfigSchema());
        return ExitCodes.Done;
    }
}
