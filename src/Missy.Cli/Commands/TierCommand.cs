using System.CommandLine;
using System.Globalization;
using Missy.Cli.Output;
using Missy.Cli.Output.Json;

namespace Missy.Cli.Commands;

/// <summary><c>missy tier</c>: the tier of a prompt, and what decided; nothing is sent.</summary>
internal static class TierCommand
{
    private static readonly Argument<string[]> Prompt = new("prompt")
    {
        Description = "The prompt; piped input goes before it, or is the prompt itself.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<int?> Tools =
        NumberOption.Whole("--tools", "n", "How many tools would be offered.", 0, int.MaxValue);

    private static readonly Option<int?> Turns =
        NumberOption.Whole("--history-turns", "n", "How many turns the conversation would have behind it.", 0, int.MaxValue);

    private static readonly Option<string?> Strategy =
        WordOption.Create("--strategy", "How to judge, in place of what the configuration says.", "rules", "score", "off");

    public static Command Create(Func<Func<CommandContext, CancellationToken, Task<int>>, Func<ParseResult, CancellationToken, Task<int>>> run)
    {
        var command = new Command("tier", "Show the tier of a prompt, and what decided. Nothing is sent.")
        {
            Prompt, Tools, Turns, QuestionOptions.MaxTokens, Strategy,
        };
        command.SetAction(run(RunAsync));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var options = context.Options;
        var request = new TierRequest
        {
            Prompt = await QuestionOptions.ReadPromptAsync(context, Prompt, needed: true, cancellationToken),
            ToolCount = options.GetValue(Tools) ?? 0,
            HistoryTurns = options.GetValue(Turns) ?? 0,
            MaxTokens = options.GetValue(QuestionOptions.MaxTokens),
            Strategy = options.GetValue(Strategy),
        };
        await ConfigFindings.WriteAsync(context, always: false);
        var tier = context.Client.GetTier(request);
        if (context.Json)
        {
            await JsonOutput.WriteAsync(context.Terminal, tier, MissyJson.Context.ModelTier);
            return ExitCodes.Done;
        }

        var terminal = context.Terminal;
        await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{tier.Tier} (strategy {tier.Strategy}, score {tier.Score:0.##})"));
        await TextTable.WriteAsync(terminal, ["", "SIGNAL", "VALUE", "LIMIT", "WORDS"], tier.Signals.Select(IReadOnlyList<string> (signal) =>
        [
            signal.Fired ? "*" : "",
            signal.Name,
            signal.Value.ToString("0.##", CultureInfo.InvariantCulture),
            signal.Threshold?.ToString("0.##", CultureInfo.InvariantCulture) ?? "",
            string.Join(", ", signal.Words),
        ]));
        if (tier.Models.Count > 0)
        {
            await TextTable.WriteAsync(terminal, ["PROVIDER", "MODEL"], tier.Models.Select(IReadOnlyList<string> (model) => [model.Provider, model.Model]));
        }

        return ExitCodes.Done;
    }
}
