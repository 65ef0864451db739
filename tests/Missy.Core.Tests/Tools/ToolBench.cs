using System.Globalization;
using Missy.Chat;
using Missy.Simulation;
using Missy.Tests.Calls;
using Missy.Tests.Support;
using Missy.Tools;

namespace Missy.Tests.Tools;

/// <summary>A client whose model, the simulator, calls the tools offered: two of them at once, unless told otherwise.</summary>
internal sealed class ToolBench : IToolRunner, IDisposable
{
    private const string Config = """
        providers:
          anthropic: {base_url: 'URL', model: m, api_key: test-key-1}
          openai: {base_url: 'URL/v1', model: m, api_key: test-key-1}
          openai-responses: {base_url: 'URL/v1', model: m, api_key: test-key-1}
          ollama: {base_url: 'URL', model: m}

        """;

    private readonly CallHarness _harness;

    public ToolBench(SimulatorOptions? simulator = null, string more = "") =>
        _harness = new CallHarness(Config + more, simulator: simulator ?? new SimulatorOptions { ParallelTools = 2 });

    /// <summary>What a tool gives; it may fail.</summary>
    public Func<ToolCall, CancellationToken, Task<ToolOutput>> Tool { get; set; } =
        (call, _) => Task.FromResult(new ToolOutput($"{call.Name} ran"));

    /// <summary>The tools that were run and those that were told as finished, in order.</summary>
    public List<string> Seen { get; } = [];

    public ManualTimeProvider Clock => _harness.Clock;

    public MissyClient Client => _harness.Client;

    public CallerState Caller => _harness.Caller;

    public SimulatorServer Simulator => _harness.Simulator;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public AskRequest Question(string wire, Func<AskRequest, AskRequest>? change = null)
    {
        var request = new AskRequest
        {
            Messages = [Samples.User("How high is it, and when?")],
            Provider = wire,
            Tools = [Samples.Tides, Samples.Clock],
            ToolRunner = this,
        };
        return change?.Invoke(request) ?? request;
    }

    /// <summary>Asks, whole or streamed, for the response.</summary>
    public async Task<Response> AskAsync(
        string wire, bool stream = false, Func<AskRequest, AskRequest>? change = null, CancellationToken? cancellationToken = null)
    {
        var request = Question(wire, change);
        if (!stream)
        {
            return await Client.AskAsync(request, Caller, cancellationToken ?? Cancellation);
        }

        Response? response = null;
        await foreach (var chunk in Client.StreamAsync(request, Caller, cancellationToken ?? Cancellation))
        {
            Assert.Null(response);
            response = chunk.Response;
        }

        return response!;
    }

    public async Task<ToolOutput> RunAsync(ToolCall call, CancellationToken cancellationToken)
    {
        Seen.Add($"run {call.Name}");
        return await Tool(call, cancellationToken);
    }

    public Task FinishedAsync(ToolRun run, CancellationToken cancellationToken)
    {
        Seen.Add(string.Create(CultureInfo.InvariantCulture, $"{(run.IsError ? "failed" : "finished")} {run.Call.Name} in round {run.Round}"));
        return Task.CompletedTask;
    }

    public void Dispose() => _harness.Dispose();
}
