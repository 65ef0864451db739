using Missy.Chat;
using Missy.Simulation;
using Missy.Tests.Calls;
using Missy.Tests.Client;

namespace Missy.Tests.Structured;

/// <summary>Whole calls with a schema against the simulator.</summary>
internal sealed class StructuredBench : IDisposable
{
    public const string Person =
        """{"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer","minimum":18}},"required":["name","age"],"additionalProperties":false}""";

    private const string Config = """
        providers:
          simulator: {model: m}
          anthropic: {base_url: 'URL', model: m, api_key: test-key-1}
          openai: {base_url: 'URL/v1', model: m, api_key: test-key-1}
          openai-responses: {base_url: 'URL/v1', model: m, api_key: test-key-1}
          ollama: {base_url: 'URL', model: m}

        """;

    private readonly CallHarness _harness = new(Config);

    public MissyClient Client => _harness.Client;

    public CallerState Caller => _harness.Caller;

    public SimulatorServer Simulator => _harness.Simulator;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Fault(params string[] rules) => _harness.Fault(rules);

    public static AskRequest Question(string wire, string schema) =>
        ClientHarness.Question("Who?", wire) with { Schema = AnswerSchema.Parse(schema) };

    /// <summary>Asks, whole or streamed, for the response.</summary>
    public async Task<Response> AskAsync(string wire, string schema = Person, bool stream = false, Func<AskRequest, AskRequest>? change = null)
    {
        var request = change?.Invoke(Question(wire, schema)) ?? Question(wire, schema);
        if (!stream)
        {
            return await Client.AskAsync(request, Caller, Cancellation);
        }

        Response? response = null;
        await foreach (var chunk in Client.StreamAsync(request, Caller, Cancellation))
        {
            response = chunk.Response;
        }

        return response!;
    }

    public async Task<MissyException> FailAsync(string wire, string schema = Person, bool stream = false, Func<AskRequest, AskRequest>? change = null) =>
        await Assert.ThrowsAsync<MissyException>(() => AskAsync(wire, schema, stream, change));

    public void Dispose() => _harness.Dispose();
}
