using System.Management.Automation;
using Missy.Completion;
using Missy.Interactive;
using Missy.Sessions.Talk;

namespace Missy.Commands;

/// <summary>
/// Holds a conversation: answers come as they are written, lines that begin with a slash are commands (/help lists them), and
/// Ctrl+C stops an answer and not the chat. Piped lines are its messages, one after the other.
/// </summary>
[Cmdlet(VerbsCommon.Enter, "MissyChat")]
[OutputType(typeof(void))]
public sealed class EnterMissyChatCommand : MissyCommand
{
    private readonly List<string> _messages = [];

    /// <summary>The conversation to go on with: its name or a session. A name that is new begins one.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public object? Session { get; set; }

    /// <summary>Who answers; /models switches.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string? Provider { get; set; }

    /// <summary>The model, alone, as provider/model, or by an alias; /model switches.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>Instructions above the conversation; /system changes them.</summary>
    [Parameter]
    public string? System { get; set; }

    /// <summary>Shows answers as they were written, without colours.</summary>
    [Parameter]
    public SwitchParameter Plain { get; set; }

    /// <summary>Messages, in place of what somebody types.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowEmptyString]
    public string[]? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _messages.AddRange(InputObject ?? []);

    /// <inheritdoc/>
    protected override void EndProcessing() => OrTerminate(() =>
    {
        var session = Await(OpenAsync);
        var piped = MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(InputObject));
        using var console = !piped && HostConsole.IsAvailable(Host) ? NewConsole(session) : null;
        var screen = console ?? (IChatScreen)new HostChatScreen(piped ? _messages : null);
        var loop = new ChatLoop(Client, Caller, session, screen) { FullPath = path => GetUnresolvedProviderPathFromPSPath(path) };
        Await(loop.RunAsync);
    });

    private async Task<Session> OpenAsync(CancellationToken cancellationToken)
    {
        var given = Session is PSObject wrapped ? wrapped.BaseObject : Session;
        if (given is Session session)
        {
            await Client.ChangeSessionAsync(session, new SessionChange { Provider = Provider, Model = Model, System = System }, Caller, cancellationToken);
            return session;
        }

        var name = Session is null ? null : SessionName.Of(Session);
        return await Client.OpenSessionAsync(
            new SessionOptions { Name = name, Provider = Provider, Model = Model, System = System }, Caller, cancellationToken);
    }

    private ConsoleChatScreen NewConsole(Session session) => new(new ConsoleChatOptions
    {
        Styled = !Plain && HostConsole.WantsColours(this),
        Complete = new ChatCompleter(Client, Caller, session).Complete,
        Earlier = ChatInput.Of(session),
        // By way of the host, so that a transcript has it.
        Write = static (text, token) => PipelineThread.Current!.InvokeAsync(
            command =>
            {
                command.Host.UI.Write(text);
                if (text.EndsWith('\n'))
                {
                    ((MissyCommand)command).WriteNotices();
                }

                return true;
            },
            token),
    });
}
