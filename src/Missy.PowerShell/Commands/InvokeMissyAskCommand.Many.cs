using System.Management.Automation;
using System.Runtime.ExceptionServices;
using Missy.Calls;

namespace Missy.Commands;

/// <content>Many calls, side by side where that is asked for.</content>
public sealed partial class InvokeMissyAskCommand : IDisposable
{
    // As many as ForEach-Object -Parallel runs.
    private const int UsualLimit = 5;

    private AskProgress? _progress;
    private CallWindow<Response>? _window;

    /// <summary>Makes one call an item, with the item as context of the prompt. Implied by -ThrottleLimit and -Unordered.</summary>
    [Parameter]
    public SwitchParameter Each { get; set; }

    /// <summary>How many calls may be under way at a time: 1, or 5 with -Unordered.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int ThrottleLimit { get; set; }

    /// <summary>Writes answers as they come, in place of the order of the items.</summary>
    [Parameter]
    public SwitchParameter Unordered { get; set; }

    /// <summary>Whether each item is context of a call of its own.</summary>
    private protected override bool ForEach => Each || Unordered || ThrottleLimit > 0;

    /// <summary>Cancels the calls of a pipeline that was ended by another of its commands, and waits for them.</summary>
    public void Dispose() => CancelMany();

    private protected override void PutItem(PSObject? item, Func<AskRequest> makeRequest)
    {
        if (_window is { } window)
        {
            OrCancel(() => PutBeside(window, item, makeRequest));
            return;
        }

        OrCancel(() =>
        {
            _progress?.Began();
            base.PutItem(item, makeRequest);
            _progress?.Done();
        });
    }

    private void BeginMany()
    {
        if (!ForEach)
        {
            return;
        }

        var limit = ThrottleLimit > 0 ? ThrottleLimit : Unordered ? UsualLimit : 1;
        if (limit > 1)
        {
            OrTerminate(EnsureCanBeBeside);
            _window = new CallWindow<Response>(limit, !Unordered, StopToken);
            _stages = null;
        }

        if (!Stream && !Show)
        {
            _progress = new AskProgress(this, TimeProvider.System);
        }
    }

    private void EndMany()
    {
        if (_window is { } window)
        {
            OrCancel(() =>
            {
                while (window.Count > 0)
                {
                    Await(window.WaitForNextAsync);
                    WriteEnded(window);
                }
            });
        }

        _progress?.End();
    }

    private void EnsureCanBeBeside()
    {
        if (Stream || Show)
        {
            throw new MissyException(
                ErrorKind.InvalidRequest, $"-{(Stream ? nameof(Stream) : nameof(Show))} gives an answer while it comes, and the pieces of several that come at a time would be mixed.")
            {
                Remedy = "Leave it out, or make one call after the other with -ThrottleLimit 1.",
            };
        }

        EnsureNoSession();
    }

    // Each question would begin without the answers to those before it. An item brings its session by a property.
    private void EnsureNoSession()
    {
        if (Session is not null)
        {
            throw new MissyException(ErrorKind.InvalidRequest, "A session is one conversation, and its questions cannot be asked several at a time.")
            {
                Remedy = "Leave out the session, or make one call after the other with -ThrottleLimit 1.",
            };
        }
    }

    private void PutBeside(CallWindow<Response> window, PSObject? item, Func<AskRequest> makeRequest)
    {
        WriteEnded(window);
        while (!window.HasRoom)
        {
            Await(window.WaitForRoomAsync);
            WriteEnded(window);
        }

        try
        {
            EnsureNoSession();
            var request = WithRounds(makeRequest());
            if (MayAsk(request))
            {
                Begin(window, item, request);
            }
        }
        catch (MissyException exception)
        {
            window.Fail(item, exception);
            _progress?.Began();
        }

        WriteEnded(window);
    }

    // Begun while the cmdlet waits, a call knows whom to ask for what only the pipeline's thread can do.
    private void Begin(CallWindow<Response> window, PSObject? item, AskRequest request)
    {
        var caller = Caller;
        Await(() =>
        {
            window.Begin(item, token => Client.AskAsync(request, caller, token));
            return Task.CompletedTask;
        });
        _progress?.Began();
    }

    private void WriteEnded(CallWindow<Response> window)
    {
        while (window.Take() is { } ended)
        {
            if (ended.Answer is { } response)
            {
                OrWriteError(ended.Item, () => Write(response));
            }
            else if (ended.Failure is MissyException failure)
            {
                WriteError(ErrorRecords.Of(this, failure, ended.Item));
            }
            else if (ended.Failure is OperationCanceledException && StopToken.IsCancellationRequested)
            {
                throw new PipelineStoppedException();
            }
            else
            {
                ExceptionDispatchInfo.Throw(ended.Failure!);
            }

            _progress?.Done();
        }
    }

    private void OrCancel(Action action)
    {
        try
        {
            action();
        }
        catch
        {
            // Nobody takes what would still come: a closed pipeline, -ErrorAction Stop and Ctrl+C all end here.
            CancelMany();
            _progress?.End();
            throw;
        }
    }

    private void CancelMany()
    {
        if (_window is { } window)
        {
            _window = null;
            Wait(window.EndAsync);
            window.Dispose();
        }
    }
}
