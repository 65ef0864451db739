namespace Missy.Tests.Resilience;

/// <summary>The rules of the limiter, written down as plainly as can be: levels in fractions, one list, no timers.</summary>
internal sealed class LimiterModel(int requestsPerMinute, int tokensPerMinute, TimeSpan maxWait)
{
    private readonly List<Call> _calls = [];
    private decimal _requests = requestsPerMinute;
    private decimal _tokens = tokensPerMinute;
    private decimal _now;

    public enum State
    {
        Waiting,
        Granted,
        Refused,
        Left,
    }

    public State StateOf(int call) => _calls[call].State;

    public List<int> Running() => Indexes(call => call.State == State.Granted && !call.Ended);

    public List<int> Waiting() => Indexes(call => call.State == State.Waiting);

    public void Ask(int tokens)
    {
        var call = new Call(tokens, _now);
        var queue = Waiting().Count;
        var lent = Running().Sum(running => _calls[running].Tokens);
        _calls.Add(call);
        var requestsIn = Seconds(queue + 1 - _requests, requestsPerMinute);
        var tokensIn = Seconds(tokens - Math.Min(tokens, lent) - _tokens, tokensPerMinute);
        if (tokens > tokensPerMinute)
        {
            call.State = State.Refused;
        }
        else if (queue == 0 && _requests >= 1 && _tokens >= tokens)
        {
            Grant(call);
        }
        else if (Math.Max(requestsIn, tokensIn) > (decimal)maxWait.TotalSeconds)
        {
            call.State = State.Refused;
        }
    }

    public void Pass(TimeSpan time)
    {
        var milliseconds = (decimal)time.TotalMilliseconds;
        _now += milliseconds / 1000;
        _requests = Math.Min(requestsPerMinute, _requests + (milliseconds * requestsPerMinute / 60_000));
        _tokens = Math.Min(tokensPerMinute, _tokens + (milliseconds * tokensPerMinute / 60_000));
        Serve();
    }

    public void End(int call, int? used, bool sent)
    {
        var charged = _calls[call].Tokens;
        _calls[call].Ended = true;
        _tokens = Math.Clamp(_tokens + charged - (used ?? charged), -tokensPerMinute, tokensPerMinute);
        _requests = sent ? _requests : Math.Min(requestsPerMinute, _requests + 1);
        Serve();
    }

    public void Leave(int call)
    {
        _calls[call].State = State.Left;
        Serve();
    }

    private static decimal Seconds(decimal missing, int perMinute) => Math.Max(0, missing) * 60 / perMinute;

    private void Serve()
    {
        var first = true;
        foreach (var call in Waiting().Select(index => _calls[index]))
        {
            if (first && _requests >= 1 && _tokens >= call.Tokens)
            {
                Grant(call);
                continue;
            }

            if (_now - call.Since >= (decimal)maxWait.TotalSeconds)
            {
                call.State = State.Refused;
                continue;
            }

            first = false;
        }
    }

    private void Grant(Call call)
    {
        call.State = State.Granted;
        _requests -= 1;
        _tokens -= call.Tokens;
    }

    private List<int> Indexes(Predicate<Call> wanted) => [.. Enumerable.Range(0, _calls.Count).Where(index => wanted(_calls[index]))];

    private sealed class Call(int tokens, decimal since)
    {
        public int Tokens => tokens;

        public decimal Since => since;

        public State State { get; set; }

        public bool Ended { get; set; }
    }
}
