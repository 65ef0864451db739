using System.CommandLine;
using Missy.Cli.Output;

namespace Missy.Cli.Commands;

/// <summary><c>missy config set</c>: changes one value of the configuration and leaves the rest of the file as it is.</summary>
internal static class ConfigSetCommand
{
    private static readonly Argument<string> Key = new("key")
    {
        Description = "The setting, such as providers.anthropic.model; [0] for the first of a list, quotes around a name with dots.",
    };

    private static readonly Argument<string?> Value = new("value")
    {
        Description = "The new value: text, or what the file would hold, such as 60, false or [a, b].",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> Remove = new("--remove") { Description = "Take the setting out of the file." };

    public static Command Create(Func<Func<CommandContext, CancellationToken, Task<int>>, Func<ParseResult, CancellationToken, Task<int>>> run)
    {
        var command = new Command("set", "Change one value in the configuration; comments and everything else stay.") { Key, Value, Remove };
        command.SetAction(run(RunAsync));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (value, remove) = (context.Options.GetValue(Value), context.Options.GetValue(Remove));
        if (remove == value is not null)
        {
            throw new MissyException(ErrorKind.Configuration, remove ? "A value and --remove exclude each other." : "The value is missing.")
            {
                Remedy = "Write `missy config set KEY VALUE`, or `missy config set KEY --remove`.",
            };
        }

        var edit = await context.Client.SetConfigAsync(context.Options.GetRequiredValue(Key), value, remove, cancellationToken);
        await ConfigEdits.WriteAsync(context, edit);
        return ExitCodes.Done;
    }
}
