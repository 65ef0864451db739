using System.CommandLine;
using Missy.Cli.Output;
using Missy.Inspection;
using Missy.Interactive;
using Missy.Sessions.Talk;

namespace Missy.Cli.Commands;

/// <summary><c>missy run</c>, also <c>missy chat</c>: a conversation.</summary>
internal static class RunCommand
{
    private static readonly Option<string?> Session = new("--session")
    {
        Description = "The conversation to go on with; a name that is new begins one.",
        HelpName = "name",
    };

    private static readonly Option<string?> Provider = new("--provider", "-p") { Description = "Who answers; /models switches.", HelpName = "name" };

    private static readonly Option<string?> Model = new("--model", "-m")
    {
        Description = "The model, alone, as provider/model, or by an alias; /model switches.",
        HelpName = "id",
    };

    private static readonly Option<string?> System = new("--system", "-s")
    {
        Description = "Instructions above the conversation; /system changes them.",
        HelpName = "text",
    };

    private static readonly Option<int?> MaxTokens = NumberOption.Whole("--max-tokens", "n", "The most tokens of an answer.", 1, int.MaxValue);

    private static readonly Option<bool> Plain = new("--plain") { Description = "No colours, and answers as they were written; NO_COLOR does the same." };

    public static Command Create(Func<Func<CommandContext, CancellationToken, Task<int>>, Func<ParseResult, CancellationToken, Task<int>>> run)
    {
        var command = new Command("run", "Hold a conversation: missy run, or printf 'hi\\n/cost\\n' | missy run.")
        {
            Session, Provider, Model, System, MaxTokens, Plain,
        };
        command.Aliases.Add("chat");
        command.Validators.Add(result =>
        {
            if (result.GetValue(CommonOptions.Json))
            {
                result.AddError("A conversation is not one JSON document: 'missy ask --session NAME --json' asks one question of it.");
            }
        });
        command.SetAction(run(RunAsync));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (options, terminal) = (context.Options, context.Terminal);
        await ConfigFindings.WriteAsync(context, always: false);
        if (options.GetValue(Session) is { } name && !context.Client.KeepsSessions)
        {
            await terminal.Error.WriteLineAsync(TerminalText.Clean($"missy: sessions are not kept, so '{name}' ends with this chat (sessions.persist)."));
        }

        var session = await context.Client.OpenSessionAsync(
            new SessionOptions
            {
                Name = options.GetValue(Session),
                Provider = options.GetValue(Provider),
                Model = options.GetValue(Model),
                System = options.GetValue(System),
            },
            context.Caller,
            cancellationToken);
        var atConsole = terminal.IsConsole && context.Environment.GetVariable("TERM") != "dumb";
        using var console = atConsole ? Console(context, session) : null;
        var screen = console ?? (IChatScreen)new PlainChatScreen(
            terminal.In, terminal.Out, terminal.Error, atTerminal: !terminal.OutputRedirected, prompt: terminal.IsConsole ? "> " : "");
        var loop = new ChatLoop(context.Client, context.Caller, session, screen)
        {
            Question = new AskRequest { Messages = [], MaxTokens = options.GetValue(MaxTokens) },
        };
        var failure = await loop.RunAsync(cancellationToken);

        // A person has seen it; a script wants to be told.
        return failure is null || terminal.IsConsole ? ExitCodes.Done : ExitCodes.Of(failure.Kind);
    }

    private static ConsoleChatScreen Console(CommandContext context, Session session) => new(new ConsoleChatOptions
    {
        Styled = !context.Options.GetValue(Plain) && string.IsNullOrEmpty(context.Environment.GetVariable("NO_COLOR")),
        Complete = new ChatCompleter(context.Client, context.Caller, session).Complete,
        Earlier = ChatInput.Of(session),
        Write = async (text, token) =>
        {
            await context.Terminal.Out.WriteAsync(text.AsMemory(), token);
            await context.Terminal.Out.FlushAsync(token);
        },
    });
}
