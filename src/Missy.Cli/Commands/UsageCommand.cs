using System.CommandLine;
using System.Globalization;
using Missy.Cli.Output;
using Missy.Cli.Output.Json;

namespace Missy.Cli.Commands;

/// <summary><c>missy usage</c>: tokens and cost of past calls.</summary>
internal static class UsageCommand
{
    private static readonly Option<IReadOnlyList<UsageGroup>?> By = UsageOptions.By();

    private static readonly Option<DateTime?> Since = UsageOptions.Time("--since", "From this day or time on (universal time).");

    private static readonly Option<DateTime?> Until = UsageOptions.Time("--until", "Up to this day, or to before this time (universal time).");

    private static readonly Option<string[]> Providers = UsageOptions.Names("--provider", "name", "Only calls that this provider answered; * stands for any letters.", "-p");

    private static readonly Option<string[]> Models = UsageOptions.Names("--model", "id", "Only calls to this model.", "-m");

    private static readonly Option<string[]> Sessions = UsageOptions.Names("--session", "name", "Only calls in this session.");

    private static readonly Option<string[]> Tags = UsageOptions.Names("--tag", "name", "Only calls with this tag.");

    public static Command Create(Func<Func<CommandContext, CancellationToken, Task<int>>, Func<ParseResult, CancellationToken, Task<int>>> run)
    {
        var command = new Command("usage", "Add up tokens and cost of past calls.") { By, Since, Until, Providers, Models, Sessions, Tags };
        command.SetAction(run(RunAsync));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var options = context.Options;
        var query = new UsageQuery
        {
            By = options.GetValue(By) ?? [UsageGroup.Provider, UsageGroup.Model],
            Since = options.GetValue(Since),
            Until = options.GetValue(Until),
            Providers = options.GetValue(Providers) ?? [],
            Models = options.GetValue(Models) ?? [],
            Sessions = options.GetValue(Sessions) ?? [],
            Tags = options.GetValue(Tags) ?? [],
        };
        var groups = await context.Client.GetUsageAsync(query, cancellationToken);
        if (context.Json)
        {
            await JsonOutput.WriteAsync(context.Terminal, groups, MissyJson.Context.IReadOnlyListUsageSummary);
        }
        else if (groups.Count == 0)
        {
            await context.Terminal.Error.WriteLineAsync("missy: the ledger has no such call.");
        }
        else
        {
            var total = groups.Count > 1 ? await context.Client.GetUsageAsync(query with { By = [] }, cancellationToken) : [];
            await WriteAsync(context.Terminal, query.By, groups, total);
        }

        return ExitCodes.Done;
    }

    private static Task WriteAsync(
        Terminal terminal, IReadOnlyList<UsageGroup> by, IReadOnlyList<UsageSummary> groups, IReadOnlyList<UsageSummary> total)
    {
        var unpriced = groups.Any(group => group.UnknownPriceCalls > 0);
        IReadOnlyList<string> headings = [.. by.Select(group => group.ToString().ToUpperInvariant()), .. Headings(unpriced)];
        var rows = groups.Select(IReadOnlyList<string> (group) => [.. by.Select(name => Name(group, name)), .. Numbers(group, unpriced)]);
        var sums = total.Select(IReadOnlyList<string> (sum) => [.. by.Select((_, column) => column == 0 ? "TOTAL" : ""), .. Numbers(sum, unpriced)]);
        return TextTable.WriteAsync(terminal, headings, rows.Concat(sums));
    }

    private static IEnumerable<string> Headings(bool unpriced) =>
        unpriced ? ["CALLS", "PROMPT", "CACHED", "COMPLETION", "USD", "UNPRICED"] : ["CALLS", "PROMPT", "CACHED", "COMPLETION", "USD"];

    private static IEnumerable<string> Numbers(UsageSummary sum, bool unpriced)
    {
        yield return Text(sum.Calls);
        yield return Text(sum.PromptTokens);
        yield return Text(sum.CachedTokens);
        yield return Text(sum.CompletionTokens);
        yield return sum.Cost?.ToString("0.00####", CultureInfo.InvariantCulture) ?? "-";
        if (unpriced)
        {
            yield return Text(sum.UnknownPriceCalls);
        }
    }

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Name(UsageSummary group, UsageGroup by) => by switch
    {
        UsageGroup.Provider => group.Provider,
        UsageGroup.Model => group.Model,
        UsageGroup.Session => group.Session,
        UsageGroup.Day => group.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => group.Tag,
    } ?? "-";
}
