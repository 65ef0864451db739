using System.Security.Cryptography;
using System.Text;
using Missy.Simulation;

namespace Missy.Tests.Simulator;

public sealed class RecordingTests : IDisposable
{
    private readonly SimulatorServer _server = SimulatorServer.Start();
    private readonly HttpClient _client;

    public RecordingTests() => _client = Wires.Client(_server);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_is_recorded_with_what_it_asked_and_what_it_got()
    {
        using var request = Wires.Request(Wires.Anthropic, true, "529");
        request.Headers.Add("x-custom", ["a", "b"]);
        using var response = await _client.SendAsync(request, Token);

        var record = Assert.Single(_server.Requests);
        Assert.Equal((1, "POST", "/v1/messages", "simulator-small", true, 529, "529"), (record.Number, record.Method, record.Path, record.Model, record.Stream, record.Status, record.Fault));
        Assert.Equal(Wires.Body(Wires.Anthropic, true).ToJsonString(), record.Body);
        Assert.Equal("a, b", record.Headers["X-Custom"]);
        Assert.False(record.ClientAborted);
    }

    [Theory]
    [InlineData("Authorization", "Bearer test-key-1")]
    [InlineData("x-api-key", "test-key-1")]
    [InlineData("api-key", "test-key-1")]
    public async Task Credentials_are_masked_and_told_apart_by_a_hash(string header, string value)
    {
        using var request = Wires.Request(Wires.Chat, false);
        request.Headers.TryAddWithoutValidation(header, value);
        request.Headers.Add("Cookie", "session=test-key-1");
        using var response = await _client.SendAsync(request, Token);

        var record = Assert.Single(_server.Requests);
        Assert.Equal("***", record.Headers[header]);
        Assert.Equal("***", record.Headers["cookie"]);
        Assert.DoesNotContain(record.Headers, item => item.Value.Contains("test-key-1", StringComparison.Ordinal));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("test-key-1")))[..8];
        Assert.Equal(hash, record.KeyHash);
    }

    [Fact]
    public async Task A_key_in_the_query_is_masked_too()
    {
        using var response = await _client.GetAsync(new Uri("v1/models?a=1&key=test-key-1&b=2", UriKind.Relative), Token);
        using var keyless = await _client.GetAsync(new Uri("v1/models?a=1", UriKind.Relative), Token);

        Assert.Equal("/v1/models?a=1&key=***&b=2", _server.Requests[0].Path);
        Assert.NotNull(_server.Requests[0].KeyHash);
        Assert.Equal("/v1/models?a=1", _server.Requests[1].Path);
        Assert.Null(_server.Requests[1].KeyHash);
    }

    [Fact]
    public async Task Only_the_newest_requests_are_kept_and_clearing_starts_anew()
    {
        using var server = SimulatorServer.Start(new SimulatorOptions { RecordedRequests = 2 });
        using var client = Wires.Client(server);
        for (var call = 0; call < 3; call++)
        {
            await client.GetStringAsync(server.BaseUrl, Token);
        }

        Assert.Equal([2, 3], server.Requests.Select(request => request.Number));
        server.ClearRequests();
        Assert.Empty(server.Requests);
        await client.GetStringAsync(server.BaseUrl, Token);
        Assert.Equal(1, Assert.Single(server.Requests).Number);
    }

    [Theory]
    [MemberData(nameof(Wires.EachMode), MemberType = typeof(Wires))]
    public async Task A_client_that_cancels_during_an_answer_is_seen_at_once(string wire, bool stream)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var answer = _client.SendAsync(Wires.Request(wire, stream, "stall=1"), cancel.Token);
        var arrived = await _server.WaitForRequestAsync(1, Token);
        var aborted = _server.WaitForAbortAsync(1, Token);
        Assert.False(aborted.IsCompleted);

        await cancel.CancelAsync();

        Assert.Same(arrived, await aborted);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        Assert.Same(arrived, await _server.WaitForAbortAsync(1, Token));
    }

    [Theory]
    [InlineData("slow-drip;ms=3600000")]
    [InlineData("tokens-per-second=0.001")]
    [InlineData("latency=3600000")]
    public async Task A_client_that_cancels_during_a_slow_answer_is_seen_at_once(string fault)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var answer = _client.SendAsync(Wires.Request(Wires.Chat, true, fault), cancel.Token);
        await _server.WaitForRequestAsync(1, Token);

        await cancel.CancelAsync();

        Assert.Equal(fault, (await _server.WaitForAbortAsync(1, Token)).Fault);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }

    [Fact]
    public async Task Waiting_for_a_request_ends_with_its_token()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var waiting = _server.WaitForRequestAsync(1, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }
}
