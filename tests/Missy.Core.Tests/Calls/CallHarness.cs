using Missy.Providers;
using Missy.Simulation;
using Missy.Tests.Client;
using Missy.Tests.Support;

namespace Missy.Tests.Calls;

/// <summary>Whole calls against the simulator, by a clock that both share and that stands still until it is moved.</summary>
internal sealed class CallHarness : IDisposable
{
    private readonly RecordedEvents _events = new();
    private readonly ClientHarness _harness;

    /// <summary>Starts both.</summary>
    /// <param name="yaml">The configuration; <c>URL</c> stands for the simulator's address without a slash behind it.</param>
    /// <param name="catalogue">The services that are known; null = the usual ones.</param>
    /// <param name="simulator">The simulator's settings but for the clock; null = the usual ones.</param>
    public CallHarness(string yaml, Func<string, ProviderCatalogue>? catalogue = null, SimulatorOptions? simulator = null)
    {
        _harness = new ClientHarness(
            catalogue: catalogue is null ? null : server => catalogue(Address(server)),
            change: options => options with { Time = Clock, Events = _events, Jitter = static () => 0 },
            simulator: (simulator ?? new SimulatorOptions()) with { Time = Clock });
        _harness.WriteConfig(yaml.Replace("URL", Address(Simulator), StringComparison.Ordinal));
    }

    public ManualTimeProvider Clock { get; } = new();

    public SimulatorServer Simulator => _harness.Simulator;

    public MissyClient Client => _harness.Client;

    public CallerState Caller => _harness.Caller;

    /// <summary>The numbers of the keys that the simulator saw, in order: 2 for <c>test-key-2</c>.</summary>
    public IEnumerable<int> SentKeys => Simulator.Requests.Select(request =>
        Enumerable.Range(1, 9).First(number => RecordedKeys.HashOf($"test-key-{number}") == request.KeyHash));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public IEnumerable<T> Heard<T>()
        where T : MissyEvent => _events.All.OfType<T>();

    public void Fault(params string[] rules) => Array.ForEach(rules, rule => Simulator.AddFault(FaultRule.Parse(rule)));

    public Task<Response> AskAsync(Func<AskRequest, AskRequest>? change = null, CancellationToken? cancellationToken = null) =>
        Client.AskAsync(Question(change), Caller, cancellationToken ?? Cancellation);

    public async Task<MissyException> FailAsync(Func<AskRequest, AskRequest>? change = null) =>
        await Assert.ThrowsAsync<MissyException>(() => AskAsync(change));

    public async Task<(string Text, Response? Response)> StreamAsync(
        Func<AskRequest, AskRequest>? change = null, CancellationToken? cancellationToken = null)
    {
        var (text, response) = ("", default(Response));
        await foreach (var chunk in Client.StreamAsync(Question(change), Caller, cancellationToken ?? Cancellation))
        {
            text += chunk.Kind == "text" ? chunk.Text : "";
            response = chunk.Response ?? response;
        }

        return (text, response);
    }

    /// <summary>The call as its attempts tell it: <c>one Success</c>, <c>- CircuitOpen</c>.</summary>
    public static IEnumerable<string> Told(IReadOnlyList<Attempt> attempts) =>
        attempts.Select(attempt => $"{attempt.Key ?? "-"} {attempt.Outcome}");

    public void Dispose() => _harness.Dispose();

    private static AskRequest Question(Func<AskRequest, AskRequest>? change)
    {
        var request = ClientHarness.Question("Hello.");
        return change?.Invoke(request) ?? request;
    }

    private static string Address(SimulatorServer server) => server.BaseUrl.AbsoluteUri.TrimEnd('/');
}
