using System.CommandLine;
using System.CommandLine.Parsing;
using Missy.Chat;
using Missy.Cli.Commands;

namespace Missy.Cli;

/// <summary>The words and options that make a question, for every command that takes one.</summary>
internal static class QuestionOptions
{
    public static readonly Option<int?> MaxTokens =
        NumberOption.Whole("--max-tokens", "n", "The most tokens to write.", 1, int.MaxValue);

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
        Description = "The model, alone, as provider/model, or by an alias.",
        HelpName = "id",
    };

    private static readonly Option<string?> Tier = WordOption.Create(
        "--tier", "The tier, in place of the one that the prompt would be given.", "fast", "primary", "premium", "simple", "medium", "complex");

    private static readonly Option<string?> Purpose = new("--purpose")
    {
        Description = "The purpose whose model answers, or lead-worker.",
        HelpName = "name",
    };

    private static readonly Option<string[]> Fallback = new("--fallback")
    {
        Description = "Who may answer when the chosen provider cannot: models and providers, by commas; or none, same_model, any.",
        HelpName = "list",
        Arity = new ArgumentArity(1, 100),
        AllowMultipleArgumentsPerToken = false,
    };

    private static readonly Option<string?> Session = new("--session")
    {
        Description = "The conversation that the question belongs to, kept where sessions.persist is true; a new name begins one.",
        HelpName = "name",
    };

    private static readonly Option<string?> System = new("--system", "-s")
    {
        Description = "Instructions above the question.",
        HelpName = "text",
    };

    private static readonly Option<double?> Temperature = NumberOption.Real(
        "--temperature", "t", "Sampling temperature: 0 for the likeliest words, more for variety.",
        value => value is >= 0 and <= 100, "a number of 0 or more");

    private static readonly Option<ReasoningEffort?> Effort = EffortOption.Create();

    private static readonly Option<double?> Limit = NumberOption.Real(
        "--timeout", "s", "Seconds for the whole call.",
        value => value > 0 && value <= LongestCall.TotalSeconds, "a number of seconds above 0 and up to a day");

    private static readonly Option<string?> Tag = new("--tag")
    {
        Description = "What the call counts for in the usage ledger: missy usage --by tag.",
        HelpName = "name",
    };

    /// <summary>Adds them to a command.</summary>
    public static void AddTo(Command command)
    {
        command.Add(Prompt);
        foreach (var option in (Option[])[Provider, Model, Tier, Purpose, Fallback, Session, System, MaxTokens, Temperature, Effort, Limit, Tag])
        {
            command.Add(option);
        }
    }

    /// <summary>The request that the command line is.</summary>
    /// <param name="context">The command.</param>
    /// <param name="promptNeeded">Whether a question without words is an error.</param>
    /// <param name="cancellationToken">Ends the wait for piped input.</param>
    /// <exception cref="MissyException">There is nothing to ask, or an option is mistyped.</exception>
    public static async Task<AskRequest> ReadAsync(CommandContext context, bool promptNeeded, CancellationToken cancellationToken)
    {
        var options = context.Options;
        return new AskRequest
        {
            Messages = [new ChatMessage(ChatRole.User, await ReadPromptAsync(context, Prompt, promptNeeded, cancellationToken))],
            Provider = options.GetValue(Provider),
            Model = options.GetValue(Model),
            Tier = options.GetValue(Tier),
            Purpose = options.GetValue(Purpose),
            Fallback = options.GetValue(Fallback) is { Length: > 0 } entries ? [.. entries.SelectMany(entry => entry.Split(','))] : null,
            Session = options.GetValue(Session) is { } name ? SessionNamed(name, context) : null,
            System = options.GetValue(System),
            MaxTokens = options.GetValue(MaxTokens),
            Temperature = options.GetValue(Temperature),
            ReasoningEffort = options.GetValue(Effort),
            Tag = options.GetValue(Tag),
            Timeout = options.GetValue(Limit) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
    }

    /// <summary>The words of the command line with what is piped in.</summary>
    /// <exception cref="MissyException">There is neither although it is needed, or a word is a mistyped option.</exception>
    public static async Task<string> ReadPromptAsync(
        CommandContext context, Argument<string[]> words, bool needed, CancellationToken cancellationToken)
    {
        var given = context.Options.GetValue(words) ?? [];
        if (MistypedOption(context.Options, given) is { } mistyped)
        {
            throw UsageErrors.UnknownOption(mistyped, context.Options.CommandResult);
        }

        var text = await PromptText.ReadAsync(given, context.Terminal, cancellationToken);
        return text ?? (needed
            ? throw new MissyException(ErrorKind.Configuration, "There is nothing to ask.")
            {
                Remedy = $"Give a prompt, or pipe one in: missy {context.Options.CommandResult.Command.Name} 'Why is the sky blue?'",
            }
            : "");
    }

    // A session that ends with the command would be none.
    private static Session SessionNamed(string name, CommandContext context) => context.Client.KeepsSessions
        ? context.Client.SessionsOf(context.Caller).GetOrCreate(name, TimeProvider.System)
        : throw new MissyException(ErrorKind.Configuration, "Sessions are not kept, so there is nothing that --session could go on with.")
        {
            Remedy = "Set 'sessions: {persist: true}' in the configuration (missy config path tells its file).",
        };

    // The parser takes an unknown option for a word of the prompt; a question never asked is better than one asked with a typo in it.
    private static string? MistypedOption(ParseResult options, string[] words) =>
        options.Tokens
            .TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type == TokenType.Argument && UsageErrors.IsOption(token.Value))
            .Select(token => token.Value)
            .FirstOrDefault(words.Contains);
}
