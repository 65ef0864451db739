using System.CommandLine;
using System.Globalization;
using Missy.Cli.Output;
using Missy.Cli.Output.Json;
using Missy.Inspection;
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
        await ConfigFindings.WriteAsync(context, always: true);
        var named = context.Options.GetValue(Providers) is { Length: > 0 };
        var providers = await SelectAsync(context, cancellationToken);
        var refresh = context.Options.GetValue(Refresh);

        // One service that does not answer takes nothing from the others' lists.
        var lists = await Task.WhenAll(providers.Select(async provider =>
        {
            // What nobody named and cannot be called is listed for what is known of it; what was named is asked, or that fails.
            var live = refresh && (named || provider.WhyUnavailable() is null);
            try
            {
                return (Models: await context.Client.GetModelsAsync(provider, live, cancellationToken), Failure: (MissyException?)null);
            }
            catch (MissyException exception)
            {
                return ([], exception);
            }
        }));
        await WriteAsync(context, [.. lists.SelectMany(list => list.Models)]);
        await context.Terminal.Out.FlushAsync(cancellationToken);
        foreach (var (_, failure) in lists)
        {
            await context.Terminal.Error.WriteAsync(failure is null ? "" : $"missy: {TerminalText.Clean(failure.Message)}\n");
        }

        if (providers.Count == 0)
        {
            await context.Terminal.Error.WriteLineAsync(context.Client.Registry.Providers.Count == 0
                ? Hints.NoProvider
                : "missy: no provider can be used now; --all lists their models all the same, and why.");
        }

        return lists.Any(list => list.Failure is not null) ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static async Task<List<RegisteredProvider>> SelectAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var registry = context.Client.Registry;
        if (context.Options.GetValue(Providers) is { Length: > 0 } names)
        {
            return [.. names.Select(registry.Get).Distinct()];
        }

        var discovered = await context.Client.DiscoverLocalAsync(cancellationToken);
        var providers = discovered is null ? registry.Providers : [discovered];
        return [.. providers.Where(provider => context.Options.GetValue(All) || provider.WhyUnavailable() is null)];
    }

    private static async Task WriteAsync(CommandContext context, List<ModelEntry> models)
    {
        if (context.Json)
        {
            await JsonOutput.WriteAsync(context.Terminal, models, MissyJson.Context.IReadOnlyListModelEntry);
        }
        else if (models.Count > 0)
        {
            await TextTable.WriteAsync(
                context.Terminal,
                ["PROVIDER", "MODEL", "CONTEXT", "IN $/M", "OUT $/M", "SOURCE", "AVAILABLE"],
                models.Select(IReadOnlyList<string> (model) =>
                [
                    model.Provider,
                    model.Id,
                    model.ContextTokens?.ToString("N0", CultureInfo.InvariantCulture) ?? "-",
                    model.InputPrice?.ToString("0.####", CultureInfo.InvariantCulture) ?? "-",
                    model.OutputPrice?.ToString("0.####", CultureInfo.InvariantCulture) ?? "-",
                    model.Source,
                    model.Available ? "yes" : $"no: {model.Reason}",
                ]));
        }
    }
}
