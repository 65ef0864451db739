using System.CommandLine;
using Missy.Cli.Output;
using Missy.Cli.Output.Json;
using Missy.Inspection;

namespace Missy.Cli.Commands;

/// <summary><c>missy config policy</c>: whether a request to a URL would be allowed.</summary>
internal static class PolicyCommand
{
    private static readonly Argument<string> Url = new("url") { Description = "The URL that a request would go to." };

    private static readonly Option<string> Method = new("--method")
    {
        Description = "The HTTP method, for rules about single requests.",
        DefaultValueFactory = _ => "POST",
    };

    public static Command Create(Func<Func<CommandContext, CancellationToken, Task<int>>, Func<ParseResult, CancellationToken, Task<int>>> run)
    {
        var command = new Command("policy", "Tell whether the network policy allows a URL, and by which rule; send nothing.") { Url, Method };
        command.SetAction(run(RunAsync));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        await ConfigFindings.WriteAsync(context, always: true);
        var (url, method) = (context.Options.GetRequiredValue(Url), context.Options.GetRequiredValue(Method));
        var verdict = await context.Client.TestNetworkPolicyAsync(url, method, cancellationToken);
        if (context.Json)
        {
            await JsonOutput.WriteAsync(context.Terminal, verdict, MissyJson.Context.PolicyVerdict);
        }
        else
        {
            await WriteAsync(context.Terminal.Out, verdict);
        }

        return verdict.Allowed ? ExitCodes.Done : ExitCodes.Denied;
    }

    private static async Task WriteAsync(TextWriter writer, PolicyVerdict verdict)
    {
        await writer.WriteLineAsync($"{(verdict.Allowed ? "allowed" : "denied")} by {TerminalText.Clean(verdict.Rule)}");
        foreach (var line in (string?[])[verdict.Reason, verdict.Remedy, string.Join(", ", verdict.Addresses)])
        {
            await writer.WriteAsync(string.IsNullOrEmpty(line) ? "" : $"  {TerminalText.Clean(line)}\n");
        }
    }
}
