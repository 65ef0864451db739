using System.Diagnostics;

namespace Missy.Benchmarks.Harness;

/// <summary>
/// The simulators that all contenders ask, in a process of their own, so that neither their time nor their memory is counted:
/// one that answers shortly, one whose answers are long streams, one that keeps its callers waiting.
/// </summary>
internal sealed class ServerProcess : IDisposable
{
    /// <summary>How many pieces an answer of <see cref="Streaming"/> has.</summary>
    public const int Pieces = 1000;

    /// <summary>How long <see cref="Slow"/> takes to answer.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

    /// <summary>The command-line word by which this program is the server.</summary>
    public const string Word = "serve";

    private readonly Process _process;

    private ServerProcess(Process process, Uri[] addresses)
    {
        _process = process;
        (Short, Streaming, Slow) = (addresses[0], addresses[1], addresses[2]);
    }

    public Uri Short { get; }

    public Uri Streaming { get; }

    public Uri Slow { get; }

    public static ServerProcess Start()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ServerProcess).Assembly.Location);
        }

        start.ArgumentList.Add(Word);
        var process = Process.Start(start)!;
        return new ServerProcess(process, [.. Enumerable.Range(0, 3).Select(_ => new Uri(process.StandardOutput.ReadLine()!))]);
    }

    /// <summary>What the server's process does: serves until its standard input ends.</summary>
    public static void Serve()
    {
        using var brief = Missy.Simulation.SimulatorServer.Start(new() { RecordedRequests = 1 });
        using var streaming = Missy.Simulation.SimulatorServer.Start(new()
        {
            RecordedRequests = 1,
            Answer = string.Concat(Enumerable.Repeat("word ", Pieces)).Trim(),
        });
        using var slow = Missy.Simulation.SimulatorServer.Start(new() { RecordedRequests = 1, Latency = Wait });
        foreach (var server in new[] { brief, streaming, slow })
        {
            Console.WriteLine(server.BaseUrl);
        }

        _ = Console.In.ReadToEnd();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
