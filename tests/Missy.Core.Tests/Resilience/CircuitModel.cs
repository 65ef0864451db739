namespace Missy.Tests.Resilience;

/// <summary>The breaker as the rules tell it, in the plainest form: whose word counts is a set of calls, and all is looked up anew.</summary>
internal sealed class CircuitModel(int threshold, decimal cooldown)
{
    private readonly HashSet<int> _heard = [];
    private decimal _openedAt;
    private decimal _probedAt;
    private bool _open;
    private bool _probing;

    public decimal Now { get; private set; }

    public int Failures { get; private set; }

    public List<(CircuitState From, CircuitState To)> Changes { get; } = [];

    public int Threshold { get; set; } = threshold;

    public decimal Cooldown { get; set; } = cooldown;

    public bool Rejects => _open && (_probing ? Now - _probedAt < Math.Max(Cooldown, 120) : Now - _openedAt < Cooldown);

    public CircuitState State => !_open ? CircuitState.Closed
        : _probing || Now - _openedAt >= Cooldown ? CircuitState.HalfOpen
        : CircuitState.Open;

    /// <summary>How many calls are on their way whose word would decide an open breaker.</summary>
    public int Probes => _open ? _heard.Count : 0;

    public decimal? OpenedAt => _open ? _openedAt : null;

    public void Advance(decimal seconds) => Now += seconds;

    public bool Enter(int call)
    {
        if (Rejects)
        {
            return false;
        }

        if (_open)
        {
            _heard.Clear();
            Change(open: true, probing: true);
            _probedAt = Now;
        }

        _heard.Add(call);
        return true;
    }

    public void Succeed(int call)
    {
        if (_heard.Remove(call))
        {
            Failures = 0;
            Change(open: false, probing: false);
        }
    }

    public void Fail(int call)
    {
        if (_heard.Remove(call) && (++Failures >= Threshold || _open))
        {
            _openedAt = Now;
            Change(open: true, probing: false);
        }
    }

    public void Abandon(int call)
    {
        if (_heard.Remove(call))
        {
            Change(_open, probing: false);
        }
    }

    public void Reset()
    {
        Failures = 0;
        _heard.Clear();
        Change(open: false, probing: false);
    }

    private void Change(bool open, bool probing)
    {
        var (before, after) = (Name(_open, _probing), Name(open, probing));
        (_open, _probing) = (open, probing);
        if (before != after)
        {
            _heard.Clear();
            Changes.Add((before, after));
        }
    }

    private static CircuitState Name(bool open, bool probing) =>
        probing ? CircuitState.HalfOpen : open ? CircuitState.Open : CircuitState.Closed;
}
