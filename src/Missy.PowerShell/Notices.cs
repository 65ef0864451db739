using System.Collections.Concurrent;
using System.Management.Automation;
using Missy.Network;

namespace Missy;

/// <summary>Keeps what a user must hear of until a cmdlet can say it: only a pipeline's own thread may write a warning.</summary>
internal sealed class Notices : IEventSink
{
    private readonly ConcurrentQueue<string> _waiting = new();

    /// <inheritdoc/>
    public void Publish(MissyEvent happened)
    {
        if (happened is AuditFailed failed)
        {
            _waiting.Enqueue($"The audit file '{failed.Path}' cannot be written, and calls go on without it: {failed.Reason}");
        }
    }

    /// <summary>Writes what has come, each notice once in the process.</summary>
    public void WriteTo(Cmdlet command)
    {
        while (_waiting.TryDequeue(out var notice))
        {
            command.WriteWarning(Redactor.Process.Clean(notice));
        }
    }
}
