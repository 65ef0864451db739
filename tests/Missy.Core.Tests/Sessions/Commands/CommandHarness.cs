using Missy.Tests.Client;

namespace Missy.Tests.Sessions.Commands;

/// <summary>Lines of a chat, and what comes of them.</summary>
internal sealed class CommandHarness(string yaml) : IDisposable
{
    public const string Alice = "telegram_1";

    public ClientHarness Harness { get; } = new(yaml);

    public Task<CommandResult> SayAsync(string message, string sender = Alice) => SayAsync(new ChatLine(message, sender));

    public Task<CommandResult> SayAsync(ChatLine line) =>
        Harness.Client.InvokeCommandAsync(line, Harness.Caller, TestContext.Current.CancellationToken);

    public async Task<string?> ReplyAsync(string message, string sender = Alice) => (await SayAsync(message, sender)).Reply;

    public Session Session(string sender = Alice) => Harness.Caller.Sessions.Get(sender);

    /// <summary>The models that a provider lists are known from now on.</summary>
    public Task ListAsync(string provider) =>
        Harness.Client.GetModelsAsync(Harness.Client.Registry.Get(provider), live: true, TestContext.Current.CancellationToken);

    public void Dispose() => Harness.Dispose();
}
