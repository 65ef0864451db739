using Missy.Chat;
using Missy.Network;
using Missy.Providers;
using Missy.Providers.Anthropic;
using Missy.Providers.Ollama;
using Missy.Providers.OpenAI;
using Missy.Providers.Responses;
using Missy.Simulation;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.Exchanges;

/// <summary>Providers that speak through a real socket with a server, by a clock that stands still.</summary>
internal sealed class ProviderHarness : IDisposable
{
    public const string Key = "test-key-canary-1";

    public static readonly string[] Wires = ["anthropic", "openai", "openai-responses", "ollama"];

    private readonly SimulatorServer? _simulator;
    private readonly HttpDoor _door = new();
    private readonly SemaphoreSlim _textSeen = new(0);

    public ProviderHarness(string? fault = null)
    {
        _simulator = SimulatorServer.Start(new SimulatorOptions { Time = Time });
        BaseUrl = _simulator.BaseUrl;
        if (fault is not null)
        {
            _simulator.AddFault(FaultRule.Parse(fault));
        }
    }

    public ProviderHarness(Uri baseUrl) => BaseUrl = baseUrl;

    public ManualTimeProvider Time { get; } = new();

    public Uri BaseUrl { get; }

    public SimulatorServer Simulator => _simulator!;

    public HttpDoor Door => _door;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Every wire, with and without streaming.</summary>
    public static IEnumerable<(string Wire, bool Stream)> Ways => Wires.SelectMany(wire => ((bool[])[false, true]).Select(stream => (wire, stream)));

    public static Credential Credential { get; } = new("TEST_KEY", new Secret(Key));

    public IChatProvider Provider(string wire, Func<ProviderSettings, ProviderSettings>? change = null)
    {
        var url = new Uri(BaseUrl, wire is "anthropic" or "ollama" ? "" : "v1");
        var settings = new ProviderSettings
        {
            Name = "it",
            Wire = Protocol(wire),
            BaseUrl = () => url,
            KeyHeader = wire == "anthropic" ? "x-api-key" : null,
        };
        return new ChatProvider(change?.Invoke(settings) ?? settings, _door, Time);
    }

    public static WireProtocol Protocol(string wire) => wire switch
    {
        "anthropic" => new AnthropicProtocol(new AnthropicWireOptions(PromptCache: false)),
        "openai" => new OpenAIProtocol(new OpenAIWireOptions()),
        "openai-responses" => new ResponsesProtocol(new ResponsesWireOptions()),
        "openai-codex" => new CodexProtocol(),
        "ollama" => new OllamaProtocol(),
        _ => throw new ArgumentException(wire),
    };

    /// <summary>Makes one call and gives what became of it, after checking what holds for every call.</summary>
    public async Task<Outcome> AskAsync(string wire, bool stream, Func<ProviderSettings, ProviderSettings>? change = null) =>
        (await AskAsync(Provider(wire, change), stream, Cancellation, CountText)).Check(Key);

    /// <summary>Completes once a streamed call showed so many pieces of text.</summary>
    public async Task TextSeenAsync(int pieces)
    {
        for (var seen = 0; seen < pieces; seen++)
        {
            await _textSeen.WaitAsync(Cancellation);
        }
    }

    public static async Task<Outcome> AskAsync(
        IChatProvider provider, bool stream, CancellationToken cancellationToken, Action<CompletionChunk>? seen = null)
    {
        var chunks = new List<CompletionChunk>();
        try
        {
            if (!stream)
            {
                var whole = await provider.CompleteAsync(Wire.Question, Credential, cancellationToken).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
                return new Outcome([], whole, null);
            }

            await foreach (var chunk in provider.StreamAsync(Wire.Question, Credential, cancellationToken))
            {
                chunks.Add(chunk);
                seen?.Invoke(chunk);
            }

            Assert.Equal(ChunkKind.Done, chunks[^1].Kind);
            return new Outcome(chunks, chunks[^1].Response, null);
        }
        catch (MissyException failure)
        {
            return new Outcome(chunks, null, failure);
        }
    }

    public void Dispose()
    {
        _door.Dispose();
        _simulator?.Dispose();
        _textSeen.Dispose();
    }

    private void CountText(CompletionChunk chunk)
    {
        if (chunk.Kind == ChunkKind.Text)
        {
            _textSeen.Release();
        }
    }
}
