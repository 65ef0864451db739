using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Missy.Simulation;

namespace Missy.Tests.Simulator;

public sealed class ConnectionTests : IDisposable
{
    private readonly SimulatorServer _server = SimulatorServer.Start();
    private readonly HttpClient _client;

    public ConnectionTests() => _client = Wires.Client(_server);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Wires.Each), MemberType = typeof(Wires))]
    public async Task One_connection_carries_many_requests(string wire)
    {
        using var client = await RawClient.ConnectAsync(_server);
        for (var call = 0; call < 3; call++)
        {
            await client.PostAsync(wire, stream: true);
            Assert.True(Wires.HasEnd(wire, await client.ReadToAsync("0\r\n\r\n")));
        }

        Assert.Equal([1, 2, 3], _server.Requests.Select(request => request.Number));
    }

    [Fact]
    public async Task Requests_sent_ahead_are_answered_in_their_order()
    {
        using var client = await RawClient.ConnectAsync(_server);
        await client.SendAsync("GET /api/version HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\n");
        await client.ReadToAsync("simulated\"}");
        await client.SendAsync("Host: x\r\n\r\n\r\nGET /v1/models HTTP/1.1\r\nConnection: close\r\n\r\n");
        await client.ReadToAsync("is running");
        var (last, reset) = await client.ReadToEndAsync();

        Assert.EndsWith("]}", System.Text.Encoding.UTF8.GetString(last), StringComparison.Ordinal);
        Assert.False(reset);
    }

    [Fact]
    public async Task A_request_sent_ahead_does_not_hide_that_the_client_is_gone()
    {
        using (var client = await RawClient.ConnectAsync(_server))
        {
            await client.PostAsync(Wires.Chat, stream: true, "stall=1");
            await client.ReadToAsync("\n\n");
            await client.SendAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        }

        Assert.True((await _server.WaitForAbortAsync(1, Token)).ClientAborted);
    }

    [Fact]
    public async Task A_chunked_request_body_is_read()
    {
        var body = Wires.Body(Wires.Chat, prompt: "é東🙂").ToJsonString();
        using var client = await RawClient.ConnectAsync(_server);
        await client.SendAsync("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
        foreach (var part in body.Chunk(10))
        {
            var text = new string(part);
            var size = System.Text.Encoding.UTF8.GetByteCount(text);
            await client.SendAsync($"{size:X};note=1\r\n");
            await client.SendAsync($"{text}\r\n");
        }

        await client.SendAsync("0\r\nTrailer: x\r\n\r\n");
        Assert.Contains("simulated", await client.ReadToAsync("}}}"), StringComparison.Ordinal);
        Assert.Equal(body, Assert.Single(_server.Requests).Body);
    }

    [Fact]
    public async Task A_client_that_expects_100_continue_gets_it()
    {
        var body = Wires.Body(Wires.Ollama).ToJsonString();
        using var client = await RawClient.ConnectAsync(_server);
        await client.SendAsync($"POST /api/chat HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: {body.Length}\r\n\r\n");
        Assert.Equal("HTTP/1.1 100 Continue\r\n\r\n", await client.ReadToAsync("\r\n\r\n"));
        await client.SendAsync(body);

        Assert.Contains("200 OK", await client.ReadToAsync("\r\n\r\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n", 400)]
    [InlineData("GET / HTTP/2.0\r\n\r\n", 505)]
    [InlineData("GET / HTTP/1.1\r\nno colon\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n", 413)]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 67108865\r\n\r\n", 413)]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", 501)]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400)]
    public async Task What_is_not_HTTP_is_refused_and_the_connection_closed(string text, int status)
    {
        using var client = await RawClient.ConnectAsync(_server);
        await client.SendAsync(text);
        var head = await client.ReadToAsync("\r\n\r\n");
        await client.ReadToAsync("}}");
        client.Dispose();

        Assert.StartsWith($"HTTP/1.1 {status} ", head, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task A_head_without_end_is_refused()
    {
        using var client = await RawClient.ConnectAsync(_server);
        await client.SendAsync("GET / HTTP/1.1\r\nX: " + new string('x', 70_000));

        Assert.StartsWith("HTTP/1.1 431 ", await client.ReadToAsync("\r\n\r\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/nothing", 404, "error.code", "unknown_url")]
    [InlineData("POST", "/elsewhere", 404, "error.code", "unknown_url")]
    [InlineData("GET", "/v1/messages/batches", 404, "error.type", "not_found_error")]
    [InlineData("GET", "/v1/messages", 405, "error.type", "invalid_request_error")]
    [InlineData("DELETE", "/v1/chat/completions", 405, "error.code", "method_not_allowed")]
    [InlineData("POST", "/v1/models", 405, "error.code", "method_not_allowed")]
    [InlineData("POST", "/api/generate", 404, "error", "The simulator has nothing at POST /api/generate.")]
    public async Task Wrong_paths_and_methods_have_the_nearest_services_error(string method, string path, int status, string field, string value)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await _client.SendAsync(request, Token);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 405, response.Content.Headers.Allow.Count > 0);
        var node = JsonNode.Parse(await response.Content.ReadAsStringAsync(Token));
        foreach (var name in field.Split('.'))
        {
            node = node![name];
        }

        Assert.Equal(value, (string?)node);
    }

    [Theory]
    [InlineData("/openai/deployments/my-model/chat/completions?api-version=2024-10-21")]
    [InlineData("/v1beta/openai/chat/completions")]
    [InlineData("/chat/completions/")]
    [InlineData("/some/gateway/anthropic/v1/messages")]
    [InlineData("/backend/v9/responses")]
    public async Task Any_prefix_works(string path)
    {
        var wire = path.Contains("messages", StringComparison.Ordinal) ? Wires.Anthropic : path.Contains("responses", StringComparison.Ordinal) ? Wires.Responses : Wires.Chat;
        var body = Wires.Body(wire);
        if (path.Contains("deployments", StringComparison.Ordinal))
        {
            body.Remove("model");
        }

        using var response = await _client.PostAsync(new Uri(path, UriKind.Relative), Wires.Json(body), Token);
        Assert.Contains("simulated", Wires.Text(wire, false, await response.Content.ReadAsStringAsync(Token)), StringComparison.Ordinal);
        Assert.Equal(path.Contains("deployments", StringComparison.Ordinal) ? "my-model" : "simulator-small", _server.Requests[0].Model);
    }

    [Fact]
    public async Task Model_lists_have_the_form_of_the_asking_service()
    {
        var openai = JsonNode.Parse(await _client.GetStringAsync(new Uri("v1/models", UriKind.Relative), Token))!;
        var ollama = JsonNode.Parse(await _client.GetStringAsync(new Uri("api/tags", UriKind.Relative), Token))!;
        _client.DefaultRequestHeaders.Add("anthropic-version", "2023-06-01");
        var anthropic = JsonNode.Parse(await _client.GetStringAsync(new Uri("v1/models?limit=1000", UriKind.Relative), Token))!;

        Assert.Equal(("list", "simulator-small"), ((string?)openai["object"], (string?)openai["data"]![0]!["id"]));
        Assert.Equal("simulator-small", (string?)ollama["models"]![0]!["name"]);
        Assert.Equal(("model", "simulator-large"), ((string?)anthropic["data"]![1]!["type"], (string?)anthropic["last_id"]));
        Assert.False((bool)anthropic["has_more"]!);
    }

    [Fact]
    public async Task A_HEAD_request_has_the_length_and_no_body()
    {
        using var client = await RawClient.ConnectAsync(_server);
        await client.SendAsync("HEAD / HTTP/1.1\r\nHost: x\r\n\r\nGET /api/version HTTP/1.1\r\nHost: x\r\n\r\n");
        var head = await client.ReadToAsync("\r\n\r\n");

        Assert.Contains("content-length: 28\r\n", head, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200 OK", await client.ReadToAsync("\r\n\r\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("small-chunks")]
    [InlineData("wrong-length")]
    [InlineData("cut-stream")]
    [InlineData("ok")]
    public async Task A_HEAD_request_has_no_body_under_a_fault_either(string fault)
    {
        using var client = await RawClient.ConnectAsync(_server);
        await client.SendAsync($"HEAD /v1/models HTTP/1.1\r\nHost: x\r\nConnection: close\r\nx-simulator-fault: {fault}\r\n\r\n");
        await client.ReadToAsync("\r\n\r\n");

        Assert.Empty((await client.ReadToEndAsync()).Bytes);
    }

    [Fact]
    public async Task Parallel_requests_each_get_their_own_answer()
    {
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 64),
            new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Token },
            async (number, token) =>
            {
                var wire = Wires.All[number % 4];
                var prompt = string.Create(CultureInfo.InvariantCulture, $"prompt {number}");
                using var response = await _client.SendAsync(Wires.Request(wire, Wires.Body(wire, number % 2 == 0, prompt)), token);
                Assert.EndsWith($"\"{prompt}\"", Wires.Text(wire, number % 2 == 0, await response.Content.ReadAsStringAsync(token)), StringComparison.Ordinal);
            });

        Assert.Equal(Enumerable.Range(1, 64), _server.Requests.Select(request => request.Number));
        Assert.DoesNotContain(_server.Requests, request => request.ClientAborted);
    }

    [Fact]
    public async Task Disposing_ends_waiting_answers_and_frees_the_port()
    {
        var server = SimulatorServer.Start();
        using var client = Wires.Client(server);
        var waiting = client.SendAsync(Wires.Request(Wires.Chat, true, "no-answer"), Token);
        var record = await server.WaitForRequestAsync(1, Token);

        await server.DisposeAsync();
        await server.DisposeAsync();
        server.Stop();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => waiting);
        Assert.False(record.ClientAborted);
        await using var again = SimulatorServer.Start(new SimulatorOptions { Port = server.Port });
        Assert.Equal(server.BaseUrl, again.BaseUrl);
    }

    [Fact]
    public void A_port_that_is_taken_is_an_error() =>
        Assert.Throws<SocketException>(() => SimulatorServer.Start(new SimulatorOptions { Port = _server.Port }));

    [Fact]
    public void Only_loopback_is_listened_on() => Assert.Equal(IPAddress.Loopback.ToString(), _server.BaseUrl.Host);

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }
}
