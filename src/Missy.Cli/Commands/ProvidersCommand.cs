using System.CommandLine;
using Missy.Cli.Output;
using Missy.Cli.Output.Json;
using Missy.Inspection;

namespace Missy.Cli.Commands;

/// <summary><c>missy providers</c>: who can be asked, whether they answer, and who is asked by default.</summary>
internal static class ProvidersCommand
{
    private static readonly Argument<string[]> Names = new("name")
    {
        Description = "The providers to test; all when none is named.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Argument<string> Name = new("name") { Description = "The provider that answers from now on where none is named." };

    private static readonly Option<bool> Force = new("--force") { Description = "Take it without asking it whether it answers." };

    public static Command Create(Func<Func<CommandContext, CancellationToken, Task<int>>, Func<ParseResult, CancellationToken, Task<int>>> run)
    {
        var list = new Command("list", "List the providers in order of preference.");
        list.SetAction(run(ListAsync));
        var test = new Command("test", "Check configuration, key, address and service of providers.") { Names };
        test.SetAction(run(TestAsync));
        var change = new Command("switch", "Make a provider the default, in the configuration's file.") { Name, Force };
        change.SetAction(run(SwitchAsync));
        var command = new Command("providers", "List the providers, test them, or switch to another default.") { list, change, test };
        command.SetAction(run(ListAsync));
        return command;
    }

    private static async Task<int> ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        await ConfigFindings.WriteAsync(context, always: true);
        var providers = await context.Client.GetProvidersAsync(context.Caller, ask: false, cancellationToken);
        if (context.Json)
        {
            await JsonOutput.WriteAsync(context.Terminal, providers, MissyJson.Context.IReadOnlyListProviderInfo);
            return ExitCodes.Done;
        }

        if (providers.Count == 0)
        {
            await context.Terminal.Error.WriteLineAsync(Hints.NoProvider);
            return ExitCodes.Done;
        }

        await TextTable.WriteAsync(
            context.Terminal,
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

    private static async Task<int> SwitchAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var edit = await context.Client.PersistDefaultProviderAsync(
            context.Options.GetRequiredValue(Name), context.Caller, DefaultScope.Process, probe: !context.Options.GetValue(Force), cancellationToken);
        await ConfigEdits.WriteAsync(context, edit);
        return ExitCodes.Done;
    }

    private static async Task<int> TestAsync(CommandContext context, CancellationToken cancellationToken)
    {
        await ConfigFindings.WriteAsync(context, always: true);
        var names = context.Options.GetValue(Names) is { Length: > 0 } given
            ? given
            : [.. (await context.Client.GetProvidersAsync(context.Caller, ask: false, cancellationToken)).Select(provider => provider.Name)];
        var tests = new List<ProviderTest>();
        foreach (var name in names.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            tests.Add(await context.Client.TestProviderAsync(name, cancellationToken));
        }

        if (context.Json)
        {
            await JsonOutput.WriteAsync(context.Terminal, tests, MissyJson.Context.IReadOnlyListProviderTest);
        }
        else
        {
            await WriteAsync(context.Terminal, tests);
        }

        if (tests.Count == 0)
        {
            await context.Terminal.Error.WriteLineAsync(Hints.NoProvider);
            return ExitCodes.Usage;
        }

        return tests.TrueForAll(test => test.Passed) ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async Task WriteAsync(Terminal terminal, List<ProviderTest> tests)
    {
        foreach (var test in tests)
        {
            await terminal.Out.WriteLineAsync($"{test.Provider}: {(test.Passed ? "passed" : "FAILED")}");
            foreach (var check in test.Checks)
            {
                await terminal.Out.WriteLineAsync($"  {check.Status,-8} {check.Name}: {TerminalText.Clean(check.Summary)}");
                if (check.Remedy is { } remedy)
                {
                    await terminal.Out.WriteLineAsync($"           {TerminalText.Clean(remedy)}");
                }
            }
        }
    }
}
