namespace Missy.Simulation.Exchanges;

/// <summary>Holds an answer to its latency and speed, by the simulator's clock.</summary>
internal sealed class Pacer(TimeProvider time, SimulatorOptions options, Fault? fault)
{
    private readonly double _tokensPerSecond = fault is { TokensPerSecond: > 0 } ? fault.TokensPerSecond : options.TokensPerSecond;
    private readonly TimeSpan _latency = fault is { Latency: > 0 } ? TimeSpan.FromMilliseconds(fault.Latency) : options.Latency;
    private long _started;
    private int _tokens;

    public bool HasSpeed => _tokensPerSecond > 0;

    /// <summary>Waits before the answer begins.</summary>
    public Task BeginAsync(CancellationToken gone)
    {
        return _latency > TimeSpan.Zero ? Task.Delay(_latency, time, gone) : Task.CompletedTask;
    }

    /// <summary>Waits until so many more tokens are due. The schedule is absolute: late timers don't add up.</summary>
    public Task TokensAsync(int count, CancellationToken gone)
    {
        if (!HasSpeed)
        {
            return Task.CompletedTask;
        }

        _started = _tokens == 0 ? time.GetTimestamp() : _started;
        _tokens += count;
        var due = TimeSpan.FromSeconds(_tokens / _tokensPerSecond) - time.GetElapsedTime(_started);
        return due > TimeSpan.Zero ? Task.Delay(due, time, gone) : Task.CompletedTask;
    }
}
