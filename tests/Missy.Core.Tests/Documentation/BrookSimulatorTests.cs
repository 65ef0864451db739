using System.Text;
using Missy.Providers.Brook;
using Missy.Simulation;
using Missy.Simulation.Brook;
using Missy.Simulation.Chat;
using Missy.Tests.Providers.Exchanges;
using Missy.Tests.Support;
using Wire = Missy.Tests.Support.Wire;

namespace Missy.Tests.Documentation;

/// <summary>The two halves of the documented example fit together: what one writes the other reads.</summary>
public sealed class BrookSimulatorTests
{
    private static readonly BrookProtocol Protocol = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_protocol_reads_what_its_simulator_writes_over_a_socket(bool stream)
    {
        using var server = new ScriptedServer(stream
            ? ScriptedServer.Answer(string.Concat(Said(stream).Select(data => $"data: {data}\n\n")), type: "text/event-stream")
            : ScriptedServer.Answer(Said(stream).Single()));
        using var harness = new ProviderHarness(server.BaseUrl);

        var outcome = await harness.AskAsync("openai", stream, settings => settings with { Wire = Protocol });

        Assert.Null(outcome.Failure);
        Assert.Equal("This answer is simulated: no model was asked. test-model was called over Brook talk, and you wrote: \"Hello\"", outcome.Response!.Content);
        Assert.Equal("test-model", outcome.Response.Model);
        Assert.True(outcome.Response.Usage is { PromptTokens: > 0, CompletionTokens: > 0 });
        Assert.StartsWith("POST /v1/talk ", server.Heads.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_simulated_failure_in_a_stream_is_read_as_one()
    {
        using var log = new EventLog();
        new BrookWire().WriteErrorEvent(log, new Missy.Simulation.Chat.ServiceError(529, "Too much."), new Call(), asFailure: false);

        var (failure, _) = await Wire.FailingStream(Protocol, Sse.AsStream(Sse.Data(Texts(log).Single())));

        Assert.Equal(ErrorKind.Overloaded, failure.Kind);
    }

    [Fact]
    public void A_request_without_an_engine_or_turns_is_refused()
    {
        var wire = new BrookWire();

        Assert.Contains("engine", wire.Read(Json.Parse("""{"turns":[{"who":"user","say":"Hi"}]}"""), "/talk", new Call())!.Message, StringComparison.Ordinal);
        Assert.Contains("turns", wire.Read(Json.Parse("""{"engine":"e","turns":[]}"""), "/talk", new Call())!.Message, StringComparison.Ordinal);
    }

    private static List<string> Said(bool stream)
    {
        var (wire, call) = (new BrookWire(), new Call());
        Assert.Null(wire.Read(Wire.Body(Protocol, Wire.Question, stream), "/talk", call));
        Assert.Equal(stream, call.Stream);
        var answer = new AnswerMaker(new SimulatorOptions()).Make(call, wire.Name);
        using var log = new EventLog();
        if (stream)
        {
            wire.WriteStream(log, call, answer);
        }
        else
        {
            wire.WriteAnswer(log.Begin(), call, answer);
            log.End();
        }

        return Texts(log);
    }

    private static List<string> Texts(EventLog log) => [.. log.Events.Select(item => Encoding.UTF8.GetString(log.Data(item)))];
}
