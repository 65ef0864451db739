using System.Net.Security;
using Missy.Simulation.Chat;
using Missy.Simulation.Faults;
using Missy.Simulation.Recording;
using Missy.Simulation.Tls;

namespace Missy.Simulation.Exchanges;

/// <summary>What all connections of a server share.</summary>
internal sealed class Simulator
{
    private readonly Lazy<SslStreamCertificateContext> _certificate = new(SelfSignedCertificate.Create);
    private int _connections;

    public Simulator(SimulatorOptions options)
    {
        Options = options;
        Faults = new FaultBook(options.Time);
        Recorder = new RequestRecorder(options.RecordedRequests);
        Answers = new AnswerMaker(options);
        foreach (var rule in options.Faults)
        {
            Faults.Add(rule);
        }
    }

    public SimulatorOptions Options { get; }

    public FaultBook Faults { get; }

    public RequestRecorder Recorder { get; }

    public AnswerMaker Answers { get; }

    /// <summary>What TLS is spoken with, made at its first use.</summary>
    public SslStreamCertificateContext Certificate => _certificate.Value;

    /// <summary>How many connections there were so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>The number of a new connection, from 1.</summary>
    public int NextConnection() => Interlocked.Increment(ref _connections);
}
