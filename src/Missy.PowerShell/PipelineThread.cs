using System.Management.Automation;

namespace Missy;

/// <summary>
/// Lets asynchronous work do something on the pipeline's own thread, where alone PowerShell can run a command: that thread
/// waits for the work, and meanwhile does what it is asked for.
/// </summary>
internal sealed class PipelineThread(PSCmdlet command)
{
    private static readonly AsyncLocal<PipelineThread?> _current = new();
    private readonly Queue<Action> _wanted = new();

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

            var task = begun.AsTask();
            task.ContinueWith(
                static (_, state) => ((PipelineThread)state!).Wake(),
                this,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            ServeUntil(task);
            return task.GetAwaiter().GetResult();
        }
        finally
        {
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
            Monitor.PulseAll(_wanted);
        }

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
            action();
        }
    }

    private Action? Next(Task task)
    {
        lock (_wanted)
        {
            while (true)
            {
                if (_wanted.TryDequeue(out var action))
                {
                    return action;
                }

                if (task.IsCompleted)
                {
                    return null;
                }

                Monitor.Wait(_wanted);
            }
        }
    }

    private void Wake()
    {
        lock (_wanted)
        {
            Monitor.PulseAll(_wanted);
        }
    }
}
