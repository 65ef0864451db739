using System.CommandLine;
using System.Globalization;
using Missy.Cli.Output;
using Missy.Cli.Output.Json;
using Missy.Providers;

namespace Missy.Cli.Commands;

/// <summary><c>missy models</c>: what can be asked for.</summary>
internal static class ModelsCommand
{
    private static readonly Option<string[]> Providers = new("--provider", "-p")
    {
        Description = "Only the models of this provider.",
        HelpName = "name",
    };

    private static readonly Option<bool> Refresh = new("--refresh") { Description = "Ask the services for their lists." };

    private static readonly Option<bool> All = new("--all") { Description = "Also those of providers that cannot be used now." };

    public static Command Create(Func<Func<CommandContext, CancellationToken, Task<int>>, Func<ParseResult, CancellationToken, Task<int>>> run)
    {
        var command = new Command("models", "List models with context size and price where known.") { Providers, Refresh, All };
        command.SetAction(run(RunAsync));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var models = new List<ModelEntry>();
        var failed = false;
        foreach (var provider in await SelectAsync(context, cancellationToken))
        {
            try
            {
                var live = context.Options.GetValue(Refresh) && provider.WhyUnavailable() is null;
                models.AddRange(await context.Client.GetModelsAsync(provider, live, cancellationToken));
            }
            catch (MissyException exception)
            {
                // One service that does not answer takes nothing from the others' lists.
                failed = true;
                await context.Terminal.Error.WriteLineAsync($"missy: {exception.Message}");
            }
        }

        await WriteAsync(context, models);
        return failed ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static async Task<IEnumerable<RegisteredProvider>> SelectAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var registry = context.Client.Registry;
        if (context.Options.GetValue(Providers) is { Length: > 0 } names)
        {
            return names.Select(registry.Get);
        }

        var discovered = await context.Client.DiscoverLocalAsync(cancellationToken);
        var providers = discovered is null ? registry.Providers : [discovered];
        return context.Options.GetValue(All) ? providers : providers.Where(provider => provider.WhyUnavailable() is null);
    }

    private static async Task WriteAsync(CommandContext context, List<ModelEntry> models)
    {
        if (context.Json)
        {
            await JsonOutput.WriteAsync(context.Terminal, models, MissyJson.Context.IReadOnlyListModelEntry);
            return;
        }

        await TextTable.WriteAsync(
            context.Terminal.Out,
            ["PROVIDER", "MODEL", "CONTEXT", "IN $/M", "OUT $/M", "SOURCE"],
            models.Select(IReadOnlyList<string> (model) =>
            [
                model.Provider,
                model.Id,
                model.ContextTokens?.ToString("N0", CultureInfo.InvariantCulture) ?? "-",
                model.InputPrice?.ToString("0.####", CultureInfo.InvariantCulture) ?? "-",
                model.OutputPrice?.ToString("0.####", CultureInfo.InvariantCulture) ?? "-",
                model.Source,
            ]));
    }
}
