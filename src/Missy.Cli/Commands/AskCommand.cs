using System.CommandLine;
using System.CommandLine.Parsing;
using Missy.Chat;
using Missy.Cli.Output;
using Missy.Cli.Output.Json;

namespace Missy.Cli.Commands;

/// <summary><c>missy ask</c>: one question, one answer.</summary>
internal static class AskCommand
{
    private static readonly TimeSpan LongestCall = TimeSpan.FromDays(1);

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

    private static readonly Option<string?> System = new("--system", "-s")
    {
        Description = "Instructions above the question.",
        HelpName = "text",
    };

    private static readonly Option<int?> MaxTokens =
        NumberOption.Whole("--max-tokens", "n", "The most tokens to write.", 1, int.MaxValue);

    private static readonly Option<double?> Temperature = NumberOption.Real(
        "--temperature", "t", "Sampling temperature: 0 for the likeliest words, more for variety.",
        value => value is >= 0 and <= 100, "a number of 0 or more");

    private static readonly Option<ReasoningEffort?> Effort = EffortOption.Create();

    private static readonly Option<double?> Limit = NumberOption.Real(
        "--timeout", "s", "Seconds for the whole call.",
        value => value > 0 && value <= LongestCall.TotalSeconds, "a number of seconds above 0 and up to a day");

    private static readonly Option<bool> Stream = new("--stream") { Description = "Ask for the answer as it comes; usual at a terminal." };

    private static readonly Option<bool> NoStream = new("--no-stream") { Description = "Ask for the whole answer; usual in a pipe." };

    private static readonly Option<bool> Strict = new("--strict") { Description = "Exit with 1 when the answer was cut or filtered." };

    public static Command Create(Func<Func<CommandContext, CancellationToken, Task<int>>, Func<ParseResult, CancellationToken, Task<int>>> run)
    {
        var command = new Command("ask", "Ask one question: missy ask 'Why is the sky blue?', git diff | missy ask 'Write a commit message.'")
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

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var options = context.Options;
        if (MistypedOption(options) is { } mistyped)
        {
            throw UsageErrors.UnknownOption(mistyped, options.CommandResult);
        }

        var text = await PromptText.ReadAsync(options.GetValue(Prompt) ?? [], context.Terminal, cancellationToken);
        if (text is null)
        {
            throw new MissyException(ErrorKind.Configuration, "There is nothing to ask.")
            {
                Remedy = "Give a prompt, or pipe one in: missy ask 'Why is the sky blue?'",
            };
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
        await ConfigFindings.WriteAsync(context, always: false);
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
            .Where(token => token.Type == TokenType.Argument && UsageErrors.IsOption(token.Value))
            .Select(token => token.Value)
            .FirstOrDefault(options.GetValue(Prompt)!.Contains);

    private static async Task<Response> StreamAsync(CommandContext context, AskRequest request, CancellationToken cancellationToken)
    {
        Response? response = null;
        var output = context.Json ? null : new AnswerOutput(context.Terminal);
        try
        {
            await foreach (var chunk in context.Client.StreamAsync(request, context.Caller, cancellationToken))
            {
                response = chunk.Response ?? response;
                if (chunk.Kind == "text" && output is not null)
                {
                    await output.WriteAsync(chunk.Text);
                    await context.Terminal.Out.FlushAsync(cancellationToken);
                }
            }
        }
        catch when (output is not null)
        {
            await output.BreakOffAsync();
            throw;
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
            await new AnswerOutput(terminal).WriteAsync(printed ? "" : response.Content);
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
