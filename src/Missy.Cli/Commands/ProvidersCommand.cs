using System.CommandLine;
using Missy.Cli.Output;
using Missy.Cli.Output.Json;

namespace Missy.Cli.Commands;

/// <summary><c>missy providers</c>: who can be asked, and whether they answer.</summary>
internal static class ProvidersCommand
{
    private static readonly Argument<string[]> Names = new("name")
    {
        Description = "The providers to test; all when none is named.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Command Create(Func<Func<CommandContext, CancellationToken, Task<int>>, Func<ParseResult, CancellationToken, Task<int>>> run)
    {
        var list = new Command("list", "List the providers in order of preference.");
        list.SetAction(run(ListAsync));
        var test = new Command("test", "Check configuration, key, address and service of providers.") { Names };
        test.SetAction(run(TestAsync));
        var command = new Command("providers", "List the providers, or test them.") { list, test };
        command.SetAction(run(ListAsync));
        return command;
    }

    private static async Task<int> ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var providers = await context.Client.GetProvidersAsync(context.Caller, ask: false, cancellationToken);
        if (context.Json)
        {
            await JsonOutput.WriteAsync(context.Terminal, providers, MissyJson.Context.IReadOnlyListProviderInfo);
            return ExitCodes.Done;
        }

        if (providers.Count == 0)
        {
            await context.Terminal.Error.WriteLineAsync(
                "missy: no provider yet. Set a key such as ANTHROPIC_API_KEY, start Ollama, or write a configuration with 'missy config init'.");
            return ExitCodes.Done;
        }

        await TextTable.WriteAsync(
            context.Terminal.Out,
            ["", "NAME", "WIRE", "MODEL", "KEY", "AVAILABLE"],
            providers.Select(IReadOnlyList<string> (provider) =>
            [
                provider.Default ? "*" : "",
                provider.Name,
                provider.Wire,
                provider.Model ?? "-",
                provider.KeySource ?? provider.AuthStatus.ToString(),
                provider.Available ? "yes" : $"no: {provider.Reason}",
            ]));
        return ExitCodes.Done;
    }

    private static async Task<int> TestAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var names = context.Options.GetValue(Names) is { Length: > 0 } given
            ? given
            : [.. (await context.Client.GetProvidersAsync(context.Caller, ask: false, cancellationToken)).Select(provider => provider.Name)];
        var tests = new List<ProviderTest>();
        foreach (var name in names)
        {
            tests.Add(await context.Client.TestProviderAsync(name, cancellationToken));
        }

        if (context.Json)
        {
            await JsonOutput.WriteAsync(context.Terminal, tests, MissyJson.Context.IReadOnlyListProviderTest);
        }
        else
        {
            await WriteAsync(context.Terminal.Out, tests);
        }

        return tests.TrueForAll(test => test.Passed) ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async Task WriteAsync(TextWriter writer, List<ProviderTest> tests)
    {
        foreach (var test in tests)
        {
            await writer.WriteLineAsync($"{test.Provider}: {(test.Passed ? "passed" : "FAILED")}");
            foreach (var check in test.Checks)
            {
                var remedy = check.Remedy is null ? "" : $" {check.Remedy}";
                await writer.WriteLineAsync($"  {check.Status,-8} {check.Name}: {check.Summary}{remedy}");
            }
        }
    }
}
