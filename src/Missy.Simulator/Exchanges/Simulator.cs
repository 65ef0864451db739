using Missy.Simulation.Chat;
using Missy.Simulation.Faults;
using Missy.Simulation.Recording;

namespace Missy.Simulation.Exchanges;

/// <summary>What all connections of a server share.</summary>
internal sealed class Simulator
{
    public Simulator(SimulatorOptions options)
    {
        Options = options;
        Recorder = new RequestRecorder(options.RecordedRequests);
        Answers = new AnswerMaker(options.Answer);
        foreach (var rule in options.Faults)
        {
            Faults.Add(rule);
        }
    }

    public SimulatorOptions Options { get; }

    public FaultBook Faults { get; } = new();

    public RequestRecorder Recorder { get; }

    public AnswerMaker Answers { get; }

    private int _connections;

    /// <summary>The number of a new connection, from 1.</summary>
    public int NextConnection() => Interlocked.Increment(ref _connections);
}
