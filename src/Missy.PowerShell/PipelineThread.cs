using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Runtime.ExceptionServices;

namespace Missy;

/// <summary>
/// Lets asynchronous work do something on the pipeline's own thread, where alone PowerShell can run a command: that thread
/// waits for the work, and meanwhile does what it is asked for, and tells what it waits for when that takes its time.
/// </summary>
/// <param name="command">The running cmdlet.</param>
/// <param name="stopping">Cancels its work.</param>
[SuppressMessage("Design", "CA1001", Justification = "The event is asked for no wait handle, and the work may call when the command is over.")]
internal sealed class PipelineThread(PSCmdlet command, CancellationTokenSource stopping)
{
    private static readonly AsyncLocal<PipelineThread?> _current = new();
    private readonly Queue<Action> _wanted = new();
    private readonly ManualResetEventSlim _called = new();
    private readonly WaitProgress _waits = new(command, TimeProvider.System);
    private Action? _wake;
    private Action? _tell;
    private ExceptionDispatchInfo? _untold;

    /// <summary>The thread that waits for the work which asks; null when none does, as in completion.</summary>
    public static PipelineThread? Current => _current.Value;

    /// <summary>Starts work and waits for it.</summary>
    public T Run<T>(Func<ValueTask<T>> work)
    {
        var outer = _current.Value;
        _current.Value = this;
        try
        {
            var begun = work();
            if (begun.IsCompleted)
            {
                return begun.GetAwaiter().GetResult();
            }

            // Whoever ends the work wakes this thread, without another thread in between.
            var task = begun.AsTask();
            task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_wake ??= _called.Set);
            _waits.Begin();
            ServeUntil(task);
            return task.GetAwaiter().GetResult();
        }
        finally
        {
            _waits.End();
            _current.Value = outer;
        }
    }

    /// <summary>Asks for something to be done there.</summary>
    /// <param name="action">What; it is given the running cmdlet.</param>
    /// <param name="cancellationToken">Ends the wait for it; what has not begun by then is not done.</param>
    public Task<T> InvokeAsync<T>(Func<PSCmdlet, T> action, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_wanted)
        {
            _wanted.Enqueue(() => Complete(done, action, cancellationToken));
        }

        _called.Set();

        return done.Task.WaitAsync(cancellationToken);
    }

    private void Complete<T>(TaskCompletionSource<T> done, Func<PSCmdlet, T> action, CancellationToken cancellationToken)
    {
        // Nobody waits for it any more, and it may do more than tell.
        if (cancellationToken.IsCancellationRequested)
        {
            done.SetCanceled(cancellationToken);
            return;
        }

        try
        {
            done.SetResult(action(command));
        }
        catch (PipelineStoppedException)
        {
            done.SetCanceled(CancellationToken.None);
            throw;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            done.SetException(exception);
        }
    }

    private void ServeUntil(Task task)
    {
        while (Next(task) is { } action)
        {
            if (action != _tell)
            {
                // It may want to write to where the progress stands.
                _waits.End();
            }

            action();
        }

        var untold = _untold;
        _untold = null;
        untold?.Throw();
    }

    // By Ctrl+C or by the user's own wish, such as -ProgressAction Stop, it cannot be told: nobody will take what is waited for, which
    // ends before the cmdlet does.
    private void Tell()
    {
        try
        {
            _waits.Tell();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _untold ??= ExceptionDispatchInfo.Capture(exception);
            stopping.Cancel();
        }
    }

    private Action? Next(Task task)
    {
        while (true)
        {
            lock (_wanted)
            {
                if (_wanted.TryDequeue(out var action))
                {
                    return action;
                }
            }

            if (task.IsCompleted)
            {
                return null;
            }

            if (!_called.Wait(_untold is null ? _waits.Left : Timeout.InfiniteTimeSpan))
            {
                return _tell ??= Tell;
            }

            // What comes from now on calls again; what came before is seen above.
            _called.Reset();
        }
    }
}
