using Missy.Chat;
using Missy.Network;
using Missy.Sessions.Commands;

namespace Missy.Sessions.Talk;

/// <summary>
/// A conversation with a person: reads a message, does it or has it answered, shows what comes of it, and begins again. A
/// failure is shown and the conversation goes on; a stopped answer is not kept, so that the same can be asked again.
/// </summary>
/// <param name="client">Who answers.</param>
/// <param name="caller">The runspace's state.</param>
/// <param name="session">The conversation.</param>
/// <param name="screen">Where it happens.</param>
public sealed class ChatLoop(MissyClient client, CallerState caller, Session session, IChatScreen screen)
{
    /// <summary>What each question is like, but for its messages and its session; who answers is the session's matter.</summary>
    public AskRequest Question { get; init; } = new() { Messages = [] };

    /// <summary>Makes a whole path of one that the user wrote.</summary>
    public Func<string, string> FullPath { get; init; } = Path.GetFullPath;

    /// <summary>Goes on until the user leaves, or has nothing more to say.</summary>
    /// <param name="cancellationToken">Ends the chat at once, an answer and a wait too.</param>
    /// <returns>Why the last message failed; null when it did not.</returns>
    public async Task<MissyException?> RunAsync(CancellationToken cancellationToken)
    {
        var commands = new ChatCommands(client, caller, session) { Question = Question, FullPath = FullPath };
        await ShowAsync(ChatPieceKind.Greeting, await commands.GreetAsync(cancellationToken), cancellationToken);
        MissyException? failure = null;
        while (await screen.ReadAsync(cancellationToken) is { } message)
        {
            if (message.Trim() is not { Length: > 0 } text)
            {
                continue;
            }

            if (SlashCommand.Parse(text) is { Name: "exit" or "quit" })
            {
                break;
            }

            failure = await TurnAsync(commands, text, cancellationToken);
        }

        return failure;
    }

    private async Task<MissyException?> TurnAsync(ChatCommands commands, string text, CancellationToken cancellationToken)
    {
        using var turn = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            using (screen.Watch(turn.Cancel))
            {
                await DoAsync(commands, text, turn.Token);
            }

            return null;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested && turn.IsCancellationRequested)
        {
            await ShowAsync(ChatPieceKind.Stopped, "", cancellationToken);
            return new MissyException(ErrorKind.Cancelled, "The answer was stopped.", exception);
        }
        catch (MissyException exception)
        {
            var failure = Redactor.Process.Clean(exception);
            await screen.ShowAsync(new ChatPiece(ChatPieceKind.Failure, failure.Message) { Failure = failure }, cancellationToken);
            return failure;
        }
    }

    private async Task DoAsync(ChatCommands commands, string text, CancellationToken cancellationToken)
    {
        if (SlashCommand.Parse(text) is { } command)
        {
            await screen.ShowAsync(await commands.DoAsync(command, text, cancellationToken), cancellationToken);
        }
        else
        {
            // Two slashes are for what would be taken for a command; a comment's slashes are the text's own.
            await AskAsync(text.StartsWith("//", StringComparison.Ordinal) && SlashCommand.Parse(text[1..]) is not null ? text[1..] : text, cancellationToken);
        }
    }

    private async Task AskAsync(string text, CancellationToken cancellationToken)
    {
        var question = Question with { Messages = [new ChatMessage(ChatRole.User, text)], Session = session };
        await ShowAsync(ChatPieceKind.Asked, "", cancellationToken);
        await foreach (var chunk in client.StreamAsync(question, caller, cancellationToken))
        {
            if (chunk.Response is { } response)
            {
                await screen.ShowAsync(new ChatPiece(ChatPieceKind.Answered, "") { Response = response }, cancellationToken);
                await ShowAsync(ChatPieceKind.Notice, WhatIsMissing(response), cancellationToken);
            }
            else if (chunk.Kind is "text" or "thinking")
            {
                await ShowAsync(chunk.Kind == "text" ? ChatPieceKind.Text : ChatPieceKind.Thinking, chunk.Text, cancellationToken);
            }
        }
    }

    private static string? WhatIsMissing(Response response) => response.FinishReason switch
    {
        "length" => "The answer is cut: it met its token limit.",
        "content_filter" => "The service withheld or cut the answer for what it says.",
        _ => null,
    };

    private Task ShowAsync(ChatPieceKind kind, string? text, CancellationToken cancellationToken) =>
        text is null ? Task.CompletedTask : screen.ShowAsync(new ChatPiece(kind, text), cancellationToken);
}
