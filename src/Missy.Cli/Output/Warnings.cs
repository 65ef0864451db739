using Missy.Inspection;

namespace Missy.Cli.Output;

/// <summary>Tells on standard error what a user of the command line has to hear of although the call goes on.</summary>
internal sealed class Warnings(Terminal terminal) : IEventSink
{
    public void Publish(MissyEvent happened)
    {
        var warning = happened switch
        {
            AuditFailed audit => $"missy: the audit file {audit.Path} cannot be written: {audit.Reason}",
            SessionNotSaved session => $"missy: session '{session.Session}' is not kept: {session.Path} cannot be used: {session.Reason}",
            LedgerFailed ledger => $"missy: the usage ledger in {ledger.Path} cannot be written: {ledger.Reason}",
            PriceUnknown unknown => $"missy: the price of {unknown.Model} at {unknown.Provider} is not known, so no budget counts its calls (usage.prices)",
            _ => null,
        };
        if (warning is not null)
        {
            terminal.Error.WriteLine(TerminalText.Clean(warning));
        }
    }
}
