namespace Missy.Cli.Output;

/// <summary>Tells on standard error what a user of the command line has to hear of although the call goes on.</summary>
internal sealed class Warnings(Terminal terminal) : IEventSink
{
    public void Publish(MissyEvent happened)
    {
        if (happened is AuditFailed audit)
        {
            terminal.Error.WriteLine(TerminalText.Clean($"missy: the audit file {audit.Path} cannot be written: {audit.Reason}"));
        }
    }
}
