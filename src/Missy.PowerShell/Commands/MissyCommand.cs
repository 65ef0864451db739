using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using Missy.Network;

namespace Missy.Commands;

/// <summary>
/// What the cmdlets share: they wait for asynchronous work on the pipeline's own thread, and whatever ends the pipeline ends
/// that work at once.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The source holds no timer and no handle, and Stop may come when the command is over.")]
public abstract class MissyCommand : PSCmdlet
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly HashSet<string> _told = [];
    private PipelineThread? _pipeline;
    private WireLog? _wire;
    private bool _begun;

    private protected static MissyClient Client => MissyProcess.Client;

    private protected static CallerState Caller => RunspaceState.Current.Caller;

    /// <summary>Cancelled by whatever stops the command.</summary>
    private protected CancellationToken StopToken => _stopping.Token;

    /// <summary>Cancels whatever is waited for. Called on another thread, by Ctrl+C, <c>Stop-Job</c> and their like.</summary>
    protected sealed override void StopProcessing() => _stopping.Cancel();

    /// <summary>Waits for a result.</summary>
    private protected T Await<T>(Func<CancellationToken, Task<T>> work)
    {
        BeginWireLog();
        try
        {
            return Wait(() => new ValueTask<T>(work(_stopping.Token)));
        }
        finally
        {
            // What failed may well be what was warned of.
            WriteNotices();
        }
    }

    /// <summary>Waits for something to happen, or begins what goes on afterwards.</summary>
    private protected void Await(Func<Task> work)
    {
        BeginWireLog();
        Wait(work);
        WriteNotices();
    }

    /// <summary>Takes each item as it comes. When the taker throws, as it does when the pipeline is closed, the rest is cancelled.</summary>
    private protected void Pump<T>(Func<CancellationToken, IAsyncEnumerable<T>> open, Action<T> take)
    {
        BeginWireLog();
        using var call = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var items = open(call.Token).GetAsyncEnumerator(call.Token);
        try
        {
            Func<ValueTask<bool>> next = items.MoveNextAsync;
            while (Wait(next))
            {
                WriteNotices();
                take(items.Current);
            }

            WriteNotices();
        }
        catch (MissyException)
        {
            WriteNotices();
            throw;
        }
        finally
        {
            call.Cancel();
            Wait(async () =>
            {
                await items.DisposeAsync();
                return true;
            });
        }
    }

    /// <summary>Writes a verbose line, without the secrets that it may hold.</summary>
    private protected void Tell(string text) => VerboseText.Tell(this, text);

    /// <summary>Does something for one item; its failure is that item's error, and the command goes on with the next.</summary>
    private protected void OrWriteError(object? item, Action action)
    {
        try
        {
            action();
        }
        catch (MissyException exception)
        {
            WriteError(ErrorRecords.Of(this, exception, item));
        }
    }

    /// <summary>Does something without which the command is pointless; its failure ends the command.</summary>
    private protected void OrTerminate(Action action)
    {
        try
        {
            action();
        }
        catch (MissyException exception)
        {
            ThrowTerminatingError(ErrorRecords.Of(this, exception, null));
        }
    }

    /// <summary>Waits and says nothing, so that it may be done when the command is over.</summary>
    private protected void Wait(Func<Task> work) => Wait<bool>(async () =>
    {
        await work();
        return true;
    });

    /// <summary>Writes what the user must hear of besides the results.</summary>
    internal void WriteNotices()
    {
        MissyProcess.Notices.WriteTo(this, _told);
        RunspaceState.Current.Notices.WriteTo(this, _told);
        while (_wire is not null && _wire.TryTake(out var line))
        {
            WriteDebug(Redactor.Process.Clean(line));
        }
    }

    // Whether somebody wants to see the wire is looked up once, and where nobody does nothing is noted.
    private void BeginWireLog()
    {
        if (!_begun)
        {
            _begun = true;
            _wire = this.WantsDebug() ? new WireLog() : null;
        }
    }

    private T Wait<T>(Func<ValueTask<T>> step)
    {
        // Under a host's context the work would want to come back to this thread, which waits here.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        var outer = WireLog.Current;
        if (_wire is not null)
        {
            WireLog.Current = _wire;
        }

        try
        {
            return (_pipeline ??= new PipelineThread(this, _stopping)).Run(step);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            if (_wire is not null)
            {
                WireLog.Current = outer;
            }

            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
