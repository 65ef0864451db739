using System.Globalization;
using Missy.Chat;
using Missy.Configuration;
using Missy.Sessions.Commands;

namespace Missy.Sessions.Talk;

/// <summary>What a chat does itself: the commands that every sender has, and those for whoever sits at the screen.</summary>
internal sealed class ChatCommands(MissyClient client, CallerState caller, Session session)
{
    private const string Help = """
        `/clear` - forget what was said, and clear the screen
        `/system [TEXT|none]` - show, set or drop the instructions above the conversation
        `/save PATH` - write the conversation to a file, as JSON Lines
        `/cost` - tokens and cost of the conversation
        `/route [TEXT]` - who would answer next, and why
        `/exit`, `/quit` - leave
        A line that ends with a backslash goes on in the next. `//text` sends `/text`.
        """;

    private static readonly string[] _names = ["models", "model", "new", "help", "clear", "system", "save", "cost", "route", "exit", "quit"];

    /// <summary>The commands' names, without the slash.</summary>
    public static IReadOnlyList<string> Names => _names;

    /// <inheritdoc cref="ChatLoop.Question"/>
    public required AskRequest Question { get; init; }

    /// <inheritdoc cref="ChatLoop.FullPath"/>
    public required Func<string, string> FullPath { get; init; }

    /// <summary>What stands at the top of a chat. Where nobody can answer, a question will say why.</summary>
    public async Task<string> GreetAsync(CancellationToken cancellationToken)
    {
        string who;
        try
        {
            who = (await RouteAsync("", cancellationToken)).ToString();
        }
        catch (MissyException)
        {
            who = "nobody can answer yet";
        }

        var before = session.Messages.Count == 0 ? "" : $", {Turns(session.Turns)} so far";
        return $"{session.Name}: {who}{before}. /help lists the commands, /exit leaves.";
    }

    /// <summary>Does a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="text">The message that it was read from.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="MissyException">There is no such command, or it cannot be done; nothing has changed.</exception>
    public async Task<ChatPiece> DoAsync(SlashCommand command, string text, CancellationToken cancellationToken)
    {
        // Whoever sits here may switch: who may is a matter of bots.
        var reply = await client.RunCommandAsync(command, session, maySwitch: true, caller, cancellationToken);
        var argument = Argument(text);
        switch (command.Name)
        {
            case "clear":
                session.Clear();
                return new ChatPiece(ChatPieceKind.Cleared, Replies.NewConversation);
            case "help":
                return new ChatPiece(ChatPieceKind.Reply, $"{reply}\n{Help}");
            case "system":
                reply = System(argument);
                break;
            case "save":
                reply = Save(argument);
                break;
            case "cost":
                reply = Cost();
                break;
            case "route":
                var route = await RouteAsync(argument, cancellationToken);
                reply = string.Join('\n', route.Steps.Select(step => $"- {step.Step}: {step.Chose} ({step.Because})").Prepend($"Next answer: `{route}`."));
                break;
        }

        return new ChatPiece(ChatPieceKind.Reply, reply ?? throw Unknown(command.Name));
    }

    // As it was written: the lines of an instruction are not to be joined.
    private static string Argument(string text)
    {
        text = text.Trim();
        var end = text.AsSpan().IndexOfAny(" \t\r\n");
        return end < 0 ? "" : text[end..].Trim();
    }

    private static MissyException Unknown(string name)
    {
        var ask = NearestNames.Ask([.. NearestNames.Find(name, _names, 2).Select(near => "/" + near)]);
        return new MissyException(ErrorKind.InvalidRequest, $"There is no command '/{name}'. {ask}".TrimEnd())
        {
            Remedy = $"/help lists the commands; //{name} asks the model.",
        };
    }

    private static string Turns(int turns) => string.Create(CultureInfo.InvariantCulture, $"{turns} {(turns == 1 ? "turn" : "turns")}");

    private string System(string text)
    {
        if (text.Length == 0)
        {
            return session.System is { } now ? $"Instructions:\n{now}" : "There are no instructions. Set them with `/system TEXT`.";
        }

        var none = text.Equals("none", StringComparison.OrdinalIgnoreCase);
        session.Instruct(none ? null : text);
        return none ? "The instructions are dropped, from the next turn on." : "The instructions are set, from the next turn on.";
    }

    private string Save(string path)
    {
        if (path.Length == 0)
        {
            throw new MissyException(ErrorKind.InvalidRequest, "There is no file named to save to.") { Remedy = "Write `/save PATH`." };
        }

        string? full = null;
        try
        {
            full = FullPath(path);
            MissyClient.ExportSession(session, full, overwrite: false);
            return string.Create(CultureInfo.InvariantCulture, $"Saved to {full}: {session.Messages.Count} messages.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new MissyException(ErrorKind.InvalidRequest, $"'{full ?? path}' cannot be written: {exception.Message}", exception)
            {
                Remedy = File.Exists(full) ? "A file that is there stays as it is: name another." : "Name a file in a folder that you may write to.",
            };
        }
    }

    private string Cost()
    {
        var cost = session.Cost is { } dollars
            ? string.Create(CultureInfo.InvariantCulture, $"{dollars:0.######} USD at list price")
            : "cost unknown: a model that answered has no known price";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Turns(session.Turns)}: {session.Usage.TotalTokens} tokens ({session.Usage.PromptTokens} in, {session.Usage.CompletionTokens} out), {cost}.");
    }

    private Task<Route> RouteAsync(string text, CancellationToken cancellationToken) => client.ResolveRouteAsync(
        Question with { Messages = [new ChatMessage(ChatRole.User, text)], Session = session }, caller, cancellationToken);
}
