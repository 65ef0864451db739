using System.CommandLine;
using System.CommandLine.Parsing;
using Missy.Chat;
using Missy.Cli.Output;
using Missy.Cli.Output.Json;

namespace Missy.Cli.Commands;

/// <summary><c>missy ask</c>: one question, one answer.</summary>
internal static class AskCommand
{
    private static readonly Argument<string[]> Prompt = new("prompt")
    {
        Description = "The question; piped input goes before it as its context, or is the question itself.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> Provider = new("--provider", "-p")
    {
        Description = "Who answers; nobody else does.",
        HelpName = "name",
    };

    private static readonly Option<string?> Model = new("--model", "-m")
    {
        Description = "The model, alone or as provider/model.",
        HelpName = "id",
    };

    private static readonly Option<string?> System = new("--system", "-s") { Description = "Instructions above the question." };

    private static readonly Option<int?> MaxTokens = new("--max-tokens") { Description = "The most tokens to write.", HelpName = "n" };

    private static readonly Option<double?> Temperature = new("--temperature") { Description = "Sampling temperature.", HelpName = "t" };

    private static readonly Option<ReasoningEffort?> Effort = new("--reasoning-effort") { Description = "How much to think." };

    private static readonly Option<double?> Limit = new("--timeout") { Description = "Seconds for the whole call.", HelpName = "s" };

    private static readonly Option<bool> Stream = new("--stream") { Description = "Ask for the answer as it comes; usual at a terminal." };

    private static readonly Option<bool> NoStream = new("--no-stream") { Description = "Ask for the whole answer; usual in a pipe." };

    private static readonly Option<bool> Strict = new("--strict") { Description = "Exit with 1 when the answer was cut or filtered." };

    public static Command Create(Func<Func<CommandContext, CancellationToken, Task<int>>, Func<ParseResult, CancellationToken, Task<int>>> run)
    {
        Positive(MaxTokens);
        Positive(Limit);
        var command = new Command("ask", "Ask one question.")
        {
            Prompt, Provider, Model, System, MaxTokens, Temperature, Effort, Limit, Stream, NoStream, Strict,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Stream) && result.GetValue(NoStream))
            {
                result.AddError("--stream and --no-stream exclude each other.");
            }
        });
        command.SetAction(run(RunAsync));
        return command;
    }

    private static void Positive<T>(Option<T?> option)
        where T : struct, IComparable<T>
    {
        option.Validators.Clear();
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) is { } value && value.CompareTo(default) <= 0)
            {
                result.AddError($"{option.Name} takes a number above 0.");
            }
        });
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var options = context.Options;
        if (MistypedOption(options) is { } mistyped)
        {
            await context.Terminal.Error.WriteLineAsync($"missy: there is no option {mistyped}. Words that begin with a dash follow a --.");
            return ExitCodes.Usage;
        }

        var text = await PromptText.ReadAsync(options.GetValue(Prompt) ?? [], context.Terminal, cancellationToken);
        if (text is null)
        {
            await context.Terminal.Error.WriteLineAsync("missy: there is nothing to ask. Give a prompt, or pipe one in.");
            return ExitCodes.Usage;
        }

        var request = new AskRequest
        {
            Messages = [new ChatMessage(ChatRole.User, text)],
            Provider = options.GetValue(Provider),
            Model = options.GetValue(Model),
            System = options.GetValue(System),
            MaxTokens = options.GetValue(MaxTokens),
            Temperature = options.GetValue(Temperature),
            ReasoningEffort = options.GetValue(Effort),
            Timeout = options.GetValue(Limit) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
        var stream = options.GetValue(Stream) || (!options.GetValue(NoStream) && !context.Terminal.OutputRedirected && !context.Json);
        var response = stream
            ? await StreamAsync(context, request, cancellationToken)
            : await context.Client.AskAsync(request, context.Caller, cancellationToken);
        return await FinishAsync(context, response, printed: stream && !context.Json, options.GetValue(Strict));
    }

    // The parser takes an unknown option for a word of the prompt; a question never asked is better than one asked with a typo in it.
    private static string? MistypedOption(ParseResult options) =>
        options.Tokens
            .TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type == TokenType.Argument && token.Value is ['-', not (' ' or '-'), ..] or ['-', '-', not ' ', ..])
            .Select(token => token.Value)
            .FirstOrDefault(word => !word.Any(char.IsWhiteSpace) && options.GetValue(Prompt)!.Contains(word));

    private static async Task<Response> StreamAsync(CommandContext context, AskRequest request, CancellationToken cancellationToken)
    {
        var terminal = context.Terminal;
        Response? response = null;
        await foreach (var chunk in context.Client.StreamAsync(request, context.Caller, cancellationToken))
        {
            response = chunk.Response ?? response;
            if (chunk.Kind == "text" && !context.Json)
            {
                await terminal.Out.WriteAsync(terminal.Shown(chunk.Text));
                await terminal.Out.FlushAsync(cancellationToken);
            }
        }

        return response!;
    }

    private static async Task<int> FinishAsync(CommandContext context, Response response, bool printed, bool strict)
    {
        var terminal = context.Terminal;
        if (context.Json)
        {
            await JsonOutput.WriteAsync(terminal, response, MissyJson.Context.Response);
        }
        else
        {
            await terminal.Out.WriteAsync(printed ? "" : terminal.Shown(response.Content));
            await terminal.Out.WriteAsync(response.Content.EndsWith('\n') ? "" : "\n");
        }

        await terminal.Out.FlushAsync();
        if (context.Verbose)
        {
            await CallReport.WriteAsync(terminal.Error, response);
        }

        if (response.FinishReason is not ("length" or "content_filter"))
        {
            return ExitCodes.Done;
        }

        await terminal.Error.WriteLineAsync(response.FinishReason == "length"
            ? "missy: the answer was cut at its token limit (--max-tokens)."
            : "missy: the service withheld or cut the answer for what it says.");
        return strict ? ExitCodes.Failed : ExitCodes.Done;
    }
}
