using System.CommandLine;
using System.Globalization;
using Missy.Cli.Output;
using Missy.Cli.Output.Json;
using Missy.Inspection;
using Missy.Network;
using Missy.Providers;

namespace Missy.Cli.Commands;

/// <summary><c>missy models</c>: what can be asked for.</summary>
internal static class ModelsCommand
{
    // Of each provider, where not all are wanted.
    private const int PreviewLength = 10;

    private static readonly Option<string[]> Providers = new("--provider", "-p")
    {
        Description = "Only the models of this provider.",
        HelpName = "name",
    };

    private static readonly Option<bool> Refresh = new("--refresh") { Description = "Ask the services for their lists, and keep them." };

    private static readonly Option<bool> All = new("--all") { Description = "List every model, also of providers that cannot be used now." };

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

        // What nobody named and cannot be called is listed for what is known of it; what was named is asked, or that fails.
        var asked = context.Options.GetValue(Refresh)
            ? providers.Where(provider => named || provider.WhyUnavailable() is null).ToList()
            : [];
        var result = await context.Client.RefreshModelsAsync(asked, staleOnly: false, cancellationToken);
        await WriteAsync(context, [.. providers.Select(provider =>
            asked.IndexOf(provider) is >= 0 and var at ? result.Providers[at].Models : context.Client.KnownModels(provider))]);
        await context.Terminal.Out.FlushAsync(cancellationToken);
        foreach (var failure in result.Providers.Select(refresh => refresh.Failure).Append(result.Unwritten).OfType<MissyException>())
        {
            await context.Terminal.Error.WriteAsync($"missy: {TerminalText.Clean(Redactor.Process.Clean(failure.Message))}\n");
        }

        if (providers.Count == 0)
        {
            await context.Terminal.Error.WriteLineAsync(context.Client.Registry.Providers.Count == 0
                ? Hints.NoProvider
                : "missy: no provider can be used now; --all lists their models all the same, and why.");
        }

        return result.Providers.Any(refresh => refresh.Failure is not null) ? ExitCodes.Failed : ExitCodes.Done;
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

    private static async Task WriteAsync(CommandContext context, IReadOnlyList<IReadOnlyList<ModelEntry>> lists)
    {
        if (context.Json)
        {
            await JsonOutput.WriteAsync(context.Terminal, [.. lists.SelectMany(list => list)], MissyJson.Context.IReadOnlyListModelEntry);
        }
        else if (lists.Any(list => list.Count > 0))
        {
            await TextTable.WriteAsync(
                context.Terminal,
                ["PROVIDER", "MODEL", "CONTEXT", "IN $/M", "OUT $/M", "SOURCE", "AVAILABLE"],
                lists.SelectMany(list => Rows(list, context.Options.GetValue(All) ? int.MaxValue : PreviewLength)));
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(IReadOnlyList<ModelEntry> models, int most)
    {
        var shown = models.Take(most).Select(IReadOnlyList<string> (model) =>
        [
            model.Provider,
            model.Id,
            model.ContextTokens?.ToString("N0", CultureInfo.InvariantCulture) ?? "-",
            model.InputPrice?.ToString("0.####", CultureInfo.InvariantCulture) ?? "-",
            model.OutputPrice?.ToString("0.####", CultureInfo.InvariantCulture) ?? "-",
            model.IsStale ? "stale" : model.Source,
            model.Available ? "yes" : $"no: {model.Reason}",
        ]);
        return models.Count <= most ? shown
            : shown.Append([models[0].Provider, $"and {(models.Count - most).ToString(CultureInfo.InvariantCulture)} more (--all)", "", "", "", "", ""]);
    }
}
