using System.CommandLine;
using Missy.Attachments;
using Missy.Cli.Output;
using Missy.Cli.Output.Json;

namespace Missy.Cli.Commands;

/// <summary><c>missy ask</c>: one question, one answer.</summary>
internal static class AskCommand
{
    private static readonly Option<bool> Stream = new("--stream") { Description = "Ask for the answer as it comes; usual at a terminal." };

    private static readonly Option<bool> NoStream = new("--no-stream") { Description = "Ask for the whole answer; usual in a pipe." };

    private static readonly Option<bool> Strict = new("--strict") { Description = "Exit with 1 when the answer was cut or filtered." };

    private static readonly Option<string?> Schema = new("--schema")
    {
        Description = "The JSON Schema that the answer has to fit, as JSON or the path of a file; the answer printed is JSON.",
        HelpName = "file|json",
    };

    private static readonly Option<string[]> Files = new("--file")
    {
        Description = "A file to send along: an image (PNG, JPEG, GIF, WebP), a PDF or text. May be given several times.",
        HelpName = "path",
        Arity = new ArgumentArity(1, 100),
        AllowMultipleArgumentsPerToken = false,
    };

    public static Command Create(Func<Func<CommandContext, CancellationToken, Task<int>>, Func<ParseResult, CancellationToken, Task<int>>> run)
    {
        var command = new Command("ask", "Ask one question: missy ask 'Why is the sky blue?', git diff | missy ask 'Write a commit message.'");
        QuestionOptions.AddTo(command);
        command.Add(Schema);
        command.Add(Files);
        command.Add(Stream);
        command.Add(NoStream);
        command.Add(Strict);
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
        var request = await QuestionOptions.ReadAsync(context, promptNeeded: true, cancellationToken);
        var schema = options.GetValue(Schema) is { } given ? await JsonOfAsync(given, cancellationToken) : null;
        request = OrUsage(() =>
        {
            var question = request.WithAttachments([.. (options.GetValue(Files) ?? []).Select(Attachment.Read)]);
            return schema is null ? question : question.WithSchema(schema);
        });

        await ConfigFindings.WriteAsync(context, always: false);
        var stream = options.GetValue(Stream) || (!options.GetValue(NoStream) && !context.Terminal.OutputRedirected && !context.Json);
        var response = stream
            ? await StreamAsync(context, request, cancellationToken)
            : await context.Client.AskAsync(request, context.Caller, cancellationToken);
        return await FinishAsync(context, response, printed: stream && !context.Json, options.GetValue(Strict));
    }

    // What the command line names is wrong, not the call.
    private static AskRequest OrUsage(Func<AskRequest> make)
    {
        try
        {
            return make();
        }
        catch (MissyException exception)
        {
            throw new MissyException(ErrorKind.Configuration, exception.Message, exception) { Remedy = exception.Remedy };
        }
    }

    // No path begins as JSON does.
    private static async Task<string> JsonOfAsync(string given, CancellationToken cancellationToken)
    {
        if (given.TrimStart() is ['{', ..] or "true" or "false")
        {
            return given;
        }

        try
        {
            return await File.ReadAllTextAsync(given, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new MissyException(ErrorKind.Configuration, $"The schema '{given}' cannot be read: {exception.Message}", exception)
            {
                Remedy = "Give the path of a file with a JSON Schema, or the schema itself in quotes.",
            };
        }
    }

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
