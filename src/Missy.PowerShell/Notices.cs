using System.Collections.Concurrent;
using System.Management.Automation;
using Missy.Network;

namespace Missy;

/// <summary>Keeps what a user must hear of until a cmdlet can say it: only a pipeline's own thread may write a warning.</summary>
internal sealed class Notices : IEventSink
{
    private readonly ConcurrentQueue<string> _waiting = new();
    private string? _configuration;

    /// <inheritdoc/>
    public void Publish(MissyEvent happened)
    {
        // Only the file's present content is worth a word.
        if (happened is ConfigReloadFailed refused)
        {
            Volatile.Write(ref _configuration, TextOf(refused));
        }
        else if (happened is ConfigReloaded)
        {
            DropConfiguration();
        }

        var notice = happened switch
        {
            AuditFailed failed => $"The audit file '{failed.Path}' cannot be written, and calls go on without it: {failed.Reason}",
            LedgerFailed failed => $"The usage ledger in '{failed.Path}' cannot be written, and calls go on without it: {failed.Reason}",
            SessionNotSaved session => $"Session '{session.Session}' goes on in this process alone: '{session.Path}' cannot be used. {session.Reason}",
            ModelCacheFailed failed => $"The file of model lists '{failed.Path}' cannot be used as it is: {failed.Reason}",
            ModelUnlisted unlisted => unlisted.Warning,
            PriceUnknown unknown => $"The price of {unknown.Model} at {unknown.Provider} is not known, so no budget counts its calls. Write it into the file that usage.prices names.",
            _ => null,
        };
        if (notice is not null)
        {
            _waiting.Enqueue(notice);
        }
    }

    /// <summary>Forgets what was to be said of a refused configuration, since it has been said.</summary>
    public void DropConfiguration() => Volatile.Write(ref _configuration, null);

    /// <summary>Writes what has come, each notice once.</summary>
    /// <param name="command">Who writes it.</param>
    /// <param name="told">What the command has said before, and need not say again of its next item.</param>
    public void WriteTo(Cmdlet command, HashSet<string> told)
    {
        if (Volatile.Read(ref _configuration) is not null && Interlocked.Exchange(ref _configuration, null) is { } refused)
        {
            command.WriteWarning(Redactor.Process.Clean(refused));
        }

        while (_waiting.TryDequeue(out var notice))
        {
            if (told.Add(notice))
            {
                command.WriteWarning(Redactor.Process.Clean(notice));
            }
        }
    }

    private static string TextOf(ConfigReloadFailed failed)
    {
        var more = failed.Errors.Count > 1 ? $" (and {failed.Errors.Count - 1} more)" : "";
        return $"The configuration's new content is refused, and what was in effect stays: {failed.Errors[0]}{more}";
    }
}
