using System.Diagnostics;
using System.Globalization;
using System.Text;
using Missy.Simulation;
using Missy.Tests.Client;
using Missy.Tests.Support;

namespace Missy.Tests.Calls;

/// <summary>One client, one service with a fault, and calls by a clock that moves only when something is to wait for it.</summary>
internal sealed class FaultCall : IDisposable
{
    private const double FirstByte = 77;
    private const double Idle = 33;
    private const string Prompt = "Grüße aus 東京";
    private static readonly TimeSpan RealLimit = TimeSpan.FromSeconds(30);
    private readonly ManualTimeProvider _time = new();
    private readonly ClientHarness _harness;
    private readonly string _wire;
    private readonly bool _stream;
    private readonly StringBuilder _shown = new();
    private volatile bool _textSeen;

    public FaultCall(string wire, bool stream, bool secure = false, double connectTimeout = 55)
    {
        _wire = wire;
        _stream = stream;
        _harness = new ClientHarness(change: options => options with { Jitter = static () => 0 }, time: _time);
        var url = string.Create(
            CultureInfo.InvariantCulture,
            $"{(secure ? "https" : "http")}://127.0.0.1:{_harness.Simulator.Port}/{(wire is "anthropic" or "ollama" ? "" : "v1")}");
        _harness.Variables["IT_KEY"] = "test-key-1";
        _harness.WriteConfig(string.Create(CultureInfo.InvariantCulture, $$"""
            providers:
              it:
                name: {{wire}}
                model: m
                base_url: '{{url}}'
                api_key: $IT_KEY
                connect_timeout: {{connectTimeout}}
                timeout: {{FirstByte}}
                idle_timeout: {{Idle}}
            reliability: { max_retries: 2, retry_quota: 0 }
            health: { failure_threshold: 1000000 }
            """));
    }

    public static string[] Wires { get; } = ["anthropic", "openai", "openai-responses", "ollama"];

    /// <summary>What the last call showed of its answer.</summary>
    public string Shown => _shown.ToString();

    public Response? Response { get; private set; }

    public MissyException? Failure { get; private set; }

    public IReadOnlyList<Attempt> Attempts => Response?.Attempts ?? Failure!.Attempts;

    public int Requests => _harness.Simulator.Requests.Count;

    public int CountedFailures => _harness.Client.GetCircuit("it").Failures;

    /// <summary>The answer of a service without a fault.</summary>
    public string Answer => $"This answer is simulated: no model was asked. m was called over {Protocol}, and you wrote: \"{Prompt}\"";

    private string Protocol => _wire switch
    {
        "anthropic" => "Anthropic Messages",
        "openai" => "OpenAI Chat Completions",
        "openai-responses" => "OpenAI Responses",
        _ => "Ollama chat",
    };

    /// <summary>Makes a call that meets the fault.</summary>
    /// <param name="fault">A rule in the simulator's language.</param>
    /// <param name="moves">How many seconds the call or the service may wait for.</param>
    /// <param name="silences">How often the service falls silent until one of the call's clocks runs out.</param>
    /// <param name="afterText">Whether it does so after a first piece of text.</param>
    /// <param name="maxTokens">Where the answer ends; null for its whole length.</param>
    public async Task RunAsync(string fault, IReadOnlyList<double> moves, int silences = 0, bool afterText = false, int? maxTokens = null)
    {
        _shown.Clear();
        _textSeen = false;
        (Response, Failure) = (null, null);
        _harness.Simulator.ClearFaults();
        _harness.Simulator.ClearRequests();
        _harness.Simulator.AddFault(FaultRule.Parse(fault));
        var call = AskAsync(ClientHarness.Question(Prompt) with { MaxTokens = maxTokens });
        var began = Stopwatch.GetTimestamp();
        while (!call.IsCompleted && Stopwatch.GetElapsedTime(began) < RealLimit && (moves.Count > 0 || silences > 0))
        {
            var moved = moves.Any(seconds => _time.TryAdvance(TimeSpan.FromSeconds(seconds)));
            if (!moved && silences > 0 && IsStruck(afterText) && EndSilence())
            {
                silences--;
            }

            await Task.WhenAny(call, Task.Delay(TimeSpan.FromMilliseconds(1), TestContext.Current.CancellationToken));
        }

        await call.WaitAsync(RealLimit, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _harness.Dispose();

    private bool EndSilence() => _time.TryAdvance(TimeSpan.FromSeconds(Idle)) || _time.TryAdvance(TimeSpan.FromSeconds(FirstByte));

    private bool IsStruck(bool afterText) => _harness.Simulator.Requests is [.., { Fault: not null }] && (_textSeen || !afterText);

    private async Task AskAsync(AskRequest request)
    {
        try
        {
            if (!_stream)
            {
                Response = await _harness.Client.AskAsync(request, _harness.Caller, TestContext.Current.CancellationToken);
                _shown.Append(Response.Content);
                return;
            }

            await foreach (var chunk in _harness.Client.StreamAsync(request, _harness.Caller, TestContext.Current.CancellationToken))
            {
                Response = chunk.Response;
                _shown.Append(chunk.Text);
                _textSeen |= chunk.Text.Length > 0;
            }
        }
        catch (MissyException failure)
        {
            Failure = failure;
        }
    }
}
