using System.Management.Automation;
using Missy.Completion;

namespace Missy.Commands;

/// <summary>
/// Deals with one line of a chat, for bots: commands such as /models and /model are done for their sender alone, anything else
/// is asked in the sender's own session.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "MissyCommand", SupportsShouldProcess = true)]
[OutputType(typeof(CommandResult))]
public sealed class InvokeMissyCommandCommand : MissyCommand
{
    /// <summary>The line as it was written.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string Message { get; set; } = "";

    /// <summary>Who wrote it, such as telegram_123: the name of the session that it belongs to.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public string Sender { get; set; } = "";

    /// <summary>The bot's own name: a command addressed to another bot is left to that.</summary>
    [Parameter]
    public string? BotName { get; set; }

    /// <summary>Takes only lines that mention the bot.</summary>
    [Parameter]
    public SwitchParameter MentionOnly { get; set; }

    /// <summary>Who may switch models, in place of sessions.allowed_senders; an empty list allows nobody.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public string[]? AllowedSender { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => OrWriteError(Sender, () =>
    {
        if (!ShouldProcess($"session '{Sender}'", $"Deal with '{Message}'"))
        {
            return;
        }

        var line = new ChatLine(Message, Sender)
        {
            BotName = BotName,
            MentionOnly = MentionOnly,
            AllowedSenders = MyInvocation.BoundParameters.ContainsKey(nameof(AllowedSender)) ? AllowedSender ?? [] : null,
        };
        var result = Await(token => Client.InvokeCommandAsync(line, Caller, token));
        WriteObject(result);
        if (result.Response is { } response)
        {
            this.Report(response);
        }
    });
}
