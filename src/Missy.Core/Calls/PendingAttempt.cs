using Missy.Network;

namespace Missy.Calls;

/// <summary>A request on its way. The first of its endings holds.</summary>
internal sealed class PendingAttempt(AttemptLog log, CallTarget target, Credential? key, TimeSpan waited, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private bool _ended;

    public void Succeeded() => End("Success", null);

    public void Failed(Exception exception)
    {
        switch (exception)
        {
            case MissyException failure:
                End(failure.Kind.ToString(), (int?)failure.Status);
                break;
            case OperationCanceledException:
                End(nameof(ErrorKind.Cancelled), null);
                break;
            default:
                End(nameof(ErrorKind.Unknown), null);
                break;
        }
    }

    public void Abandoned() => End("Abandoned", null);

    private void End(string outcome, int? status)
    {
        if (_ended)
        {
            return;
        }

        _ended = true;
        var duration = time.GetElapsedTime(_started);
        if (key?.Renewed is { } other)
        {
            // The first of the two requests was refused for its key, and only the second was answered.
            log.Add(new Attempt(target.Provider.Name, target.Model, key.Slot, nameof(ErrorKind.Authentication), 401, waited, TimeSpan.Zero));
            log.Add(new Attempt(target.Provider.Name, target.Model, other.Slot, outcome, status, TimeSpan.Zero, duration));
            return;
        }

        log.Add(new Attempt(target.Provider.Name, target.Model, key?.Slot, outcome, status, waited, duration));
    }
}
