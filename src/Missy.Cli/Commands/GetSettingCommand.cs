using System.CommandLine;
using System.Globalization;
using Missy.Cli.Output;
using Missy.Cli.Output.Json;
using Missy.Inspection;

namespace Missy.Cli.Commands;

/// <summary><c>missy config get</c>: the settings of the configuration, secrets masked.</summary>
internal static class GetSettingCommand
{
    private static readonly Argument<string[]> Keys = new("key")
    {
        Description = "Settings or sections such as network or providers.openai.model; * stands for any characters.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<bool> All = new("--all") { Description = "The defaults that the file does not name as well." };

    public static Command Create(Func<Func<CommandContext, CancellationToken, Task<int>>, Func<ParseResult, CancellationToken, Task<int>>> run)
    {
        var command = new Command("get", "Show the settings of the configuration, secrets masked.") { Keys, All };
        command.SetAction(run(RunAsync));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var keys = context.Options.GetValue(Keys) ?? [];
        var settings = context.Client.GetSettings(null, context.Options.GetValue(All));
        IReadOnlyList<ConfigSetting> picked = keys.Length == 0 ? settings : [.. keys.SelectMany(key => MissyClient.PickSettings(settings, key)).Distinct()];
        if (context.Json)
        {
            await JsonOutput.WriteAsync(context.Terminal, picked, MissyJson.Context.IReadOnlyListConfigSetting);
        }
        else if (keys is [var key] && picked is [var only] && key.Trim().Equals(only.Key, StringComparison.OrdinalIgnoreCase))
        {
            // One value is what a script asks for.
            await context.Terminal.Out.WriteLineAsync(TerminalText.Clean(Text(only)));
        }
        else if (picked.Count > 0)
        {
            await TextTable.WriteAsync(context.Terminal, ["KEY", "VALUE", "LINE"], picked.Select(IReadOnlyList<string> (setting) =>
                [setting.Key, Text(setting), setting.Line?.ToString(CultureInfo.InvariantCulture) ?? "-"]));
        }

        return ExitCodes.Done;
    }

    private static string Text(ConfigSetting setting) => setting.Value switch
    {
        null => "null",
        bool value => value ? "true" : "false",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
