using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Missy.Configuration;

namespace Missy.Resilience;

/// <summary>
/// Keeps calls away from a provider that keeps failing. Safe for any number of threads; its lock is held for a few instructions,
/// never over an await, an event or the configuration.
/// </summary>
/// <remarks>
/// <code>
/// state    | a call comes                   | it succeeds | it fails                  | it gives no verdict
/// ---------+--------------------------------+-------------+---------------------------+--------------------------
/// Closed   | may go                         | count = 0   | count + 1, at the         |
///          |                                |             | threshold: Open           |
/// Open     | before the cool-down is over   |             |                           |
///          | rejected; then the probe:      |             |                           |
///          | HalfOpen                       |             |                           |
/// HalfOpen | rejected; once the probe's     | Closed,     | count + 1, Open with a    | Open, its cool-down as
///          | time is up, the probe anew     | count = 0   | cool-down of its own      | it was: the next probes
/// </code>
/// Reset closes in any state. A call's word counts only while the state lasts that let it go (<c>_epoch</c>): what was under way
/// when the breaker opened, was reset, or had its probe replaced, changes nothing any more.
/// </remarks>
/// <param name="provider">The registry name.</param>
/// <param name="health">The settings in effect; asked at each use, so that a reload holds at once.</param>
/// <param name="time">The clock.</param>
/// <param name="events">Who hears of changes.</param>
internal sealed class CircuitBreaker(string provider, Func<HealthConfig> health, TimeProvider time, IEventSink events)
{
    // A probe whose caller is gone without a word must not keep everybody out for ever. An answer may well take minutes, so that
    // a short cool-down does not cut it short; a second probe beside one that still lives costs one request.
    private static readonly TimeSpan LeastProbeTime = TimeSpan.FromMinutes(2);

    private readonly object _lock = new();
    private CircuitState _state;
    private long _epoch;
    private int _failures;
    private ErrorKind? _lastError;
    private long _openedAt;
    private DateTimeOffset _openedOn;
    private long _probedAt;

    /// <summary>Whether a call that came now would be rejected. Changes nothing.</summary>
    public bool IsOpen
    {
        get
        {
            var cooldown = health().RecoveryCooldown;
            lock (_lock)
            {
                return Rejects(cooldown);
            }
        }
    }

    /// <summary>Lets a call go, or says why not. Whoever is let go disposes the lease when the call is over.</summary>
    public bool TryEnter([NotNullWhen(true)] out CircuitLease? lease, [NotNullWhen(false)] out MissyException? rejection)
    {
        var cooldown = health().RecoveryCooldown;
        var opened = false;
        (lease, rejection) = (null, null);
        lock (_lock)
        {
            if (Rejects(cooldown))
            {
                rejection = Rejection(cooldown);
                return false;
            }

            if (_state != CircuitState.Closed)
            {
                opened = _state == CircuitState.Open;
                _probedAt = time.GetTimestamp();
                Become(CircuitState.HalfOpen);
            }

            lease = new CircuitLease(this, _epoch);
        }

        if (opened)
        {
            Announce(CircuitState.Open, CircuitState.HalfOpen);
        }

        return true;
    }

    /// <summary>The error that a call would meet which came now; null when it would be let go. Changes nothing.</summary>
    public MissyException? WhyRejected()
    {
        var cooldown = health().RecoveryCooldown;
        lock (_lock)
        {
            return Rejects(cooldown) ? Rejection(cooldown) : null;
        }
    }

    /// <summary>The breaker as a user sees it.</summary>
    public Circuit Describe()
    {
        var cooldown = health().RecoveryCooldown;
        lock (_lock)
        {
            var closed = _state == CircuitState.Closed;
            return new Circuit
            {
                Provider = provider,
                State = _state == CircuitState.Open && !IsCooling(cooldown) ? CircuitState.HalfOpen : _state,
                Failures = _failures,
                OpenedAt = closed ? null : _openedOn,
                RetryAt = closed ? null : _openedOn + cooldown,
                LastError = _lastError,
            };
        }
    }

    /// <summary>Closes it, as if nothing had ever failed.</summary>
    public void Reset() => Close(null);

    /// <summary>A call's word, by its lease.</summary>
    internal void Succeeded(long epoch) => Close(epoch);

    /// <inheritdoc cref="Succeeded"/>
    internal void Failed(long epoch, ErrorKind kind)
    {
        var threshold = health().FailureThreshold;
        CircuitState before;
        lock (_lock)
        {
            if (epoch != _epoch)
            {
                return;
            }

            before = _state;
            _failures++;
            _lastError = kind;
            if (before == CircuitState.Closed && _failures < threshold)
            {
                return;
            }

            _openedAt = time.GetTimestamp();
            _openedOn = time.GetUtcNow();
            Become(CircuitState.Open);
        }

        Announce(before, CircuitState.Open, kind);
    }

    /// <inheritdoc cref="Succeeded"/>
    internal void Abandoned(long epoch)
    {
        lock (_lock)
        {
            if (epoch != _epoch || _state != CircuitState.HalfOpen)
            {
                return;
            }

            Become(CircuitState.Open);
        }

        Announce(CircuitState.HalfOpen, CircuitState.Open);
    }

    private void Close(long? epoch)
    {
        CircuitState before;
        lock (_lock)
        {
            if (epoch is not null && epoch != _epoch)
            {
                return;
            }

            before = _state;
            _failures = 0;
            _lastError = null;
            if (epoch is null || before != CircuitState.Closed)
            {
                Become(CircuitState.Closed);
            }
        }

        if (before != CircuitState.Closed)
        {
            Announce(before, CircuitState.Closed);
        }
    }

    private void Become(CircuitState state)
    {
        _state = state;
        _epoch++;
    }

    private bool Rejects(TimeSpan cooldown) => _state switch
    {
        CircuitState.Open => IsCooling(cooldown),
        CircuitState.HalfOpen => time.GetElapsedTime(_probedAt) < (cooldown > LeastProbeTime ? cooldown : LeastProbeTime),
        _ => false,
    };

    private bool IsCooling(TimeSpan cooldown) => time.GetElapsedTime(_openedAt) < cooldown;

    private MissyException Rejection(TimeSpan cooldown)
    {
        var times = _failures == 1 ? "a failure" : string.Create(CultureInfo.InvariantCulture, $"{_failures} failures in a row, the last one");
        var until = _state == CircuitState.Open
            ? string.Create(CultureInfo.InvariantCulture, $"until {_openedOn + cooldown:u}")
            : "while one call tries it again";
        return new MissyException(
            ErrorKind.CircuitOpen,
            string.Create(CultureInfo.InvariantCulture, $"{provider} was not asked: after {times} ({_lastError}) at {_openedOn:u} it is left alone {until}."))
        {
            Provider = provider,
            Remedy = $"Wait, use another provider, or try it now all the same: Reset-MissyCircuit {provider}.",
        };
    }

    private void Announce(CircuitState from, CircuitState to, ErrorKind? reason = null) =>
        events.Publish(new CircuitChanged(provider, from, to, reason));
}
