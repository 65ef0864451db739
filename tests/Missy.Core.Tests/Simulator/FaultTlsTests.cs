using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Missy.Simulation;

namespace Missy.Tests.Simulator;

/// <summary>What becomes of https at a server that speaks plain HTTP, or speaks TLS badly.</summary>
public sealed class FaultTlsTests : IDisposable
{
    // A record that opens a handshake, as far as a server has to read to know it.
    private static readonly byte[] _hello = [22, 3, 1, 0, 1, 0];

    private readonly SimulatorServer _server = SimulatorServer.Start();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "HTTP/1.1 400 Bad Request\r\n", false)]
    [InlineData("tls=plain", "HTTP/1.1 400 Bad Request\r\n", false)]
    [InlineData("tls", "\u0015\u0003\u0003\0\u0002\u0002(", false)]
    [InlineData("tls=alert", "\u0015\u0003\u0003\0\u0002\u0002(", false)]
    [InlineData("tls=closed", "", false)]
    [InlineData("tls=reset", "", true)]
    public async Task A_greeting_is_answered_as_asked(string? fault, string answer, bool reset)
    {
        if (fault is not null)
        {
            _server.AddFault(FaultRule.Parse(fault));
        }

        using var client = await RawClient.ConnectAsync(_server);
        await client.SendAsync(Encoding.Latin1.GetString(_hello));
        var (bytes, wasReset) = await client.ReadToEndAsync();

        Assert.StartsWith(answer, Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        Assert.Equal(answer.Length == 0, bytes.Length == 0);
        Assert.Equal(reset, wasReset);
        Assert.Empty(_server.Requests);
        Assert.Equal(1, _server.Connections);
    }

    [Fact]
    public async Task Silence_lasts_until_the_client_or_the_server_goes_away()
    {
        _server.AddFault(FaultRule.Parse("tls=silent"));
        using var gone = await RawClient.ConnectAsync(_server);
        using var client = await RawClient.ConnectAsync(_server);
        await gone.SendAsync(Encoding.Latin1.GetString(_hello));
        await client.SendAsync(Encoding.Latin1.GetString(_hello));
        gone.Dispose();
        var answer = client.ReadToEndAsync();
        Assert.False(answer.IsCompleted);

        await _server.DisposeAsync();

        Assert.Empty((await answer).Bytes);
    }

    [Theory]
    [InlineData("tls")]
    [InlineData("tls=plain")]
    [InlineData("tls=closed")]
    [InlineData("tls=reset")]
    [InlineData("tls=untrusted")]
    public async Task A_client_of_https_sees_that_no_secure_connection_came_about(string fault)
    {
        _server.AddFault(FaultRule.Parse(fault));
        using var client = Client();

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(Url("v1/models"), Token));

        Assert.Equal(HttpRequestError.SecureConnectionError, failure.HttpRequestError);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task The_certificate_is_right_in_all_but_its_issuer()
    {
        _server.AddFault(FaultRule.Parse("tls=untrusted"));
        var seen = new List<SslPolicyErrors>();
        foreach (var host in (string[])["127.0.0.1", "localhost"])
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, _server.Port, Token);
            await using var stream = new SslStream(socket.GetStream());

            await Assert.ThrowsAsync<AuthenticationException>(() => stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = host, RemoteCertificateValidationCallback = Refuse }, Token));
        }

        Assert.Equal([SslPolicyErrors.RemoteCertificateChainErrors, SslPolicyErrors.RemoteCertificateChainErrors], seen);

        bool Refuse(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
        {
            seen.Add(errors);
            return false;
        }
    }

    [Theory]
    [MemberData(nameof(Wires.EachMode), MemberType = typeof(Wires))]
    public async Task A_client_that_takes_the_certificate_is_answered(string wire, bool stream)
    {
        _server.AddFault(FaultRule.Parse("tls=untrusted"));
        _server.AddFault(FaultRule.Parse("call=2;503"));
        using var client = Client(trusting: true);
        var statuses = new List<HttpStatusCode>();
        for (var call = 0; call < 3; call++)
        {
            using var response = await client.SendAsync(Wires.Request(wire, stream), Token);
            statuses.Add(response.StatusCode);
            if (call == 2)
            {
                Assert.Contains("simulated", Wires.Text(wire, stream, await response.Content.ReadAsStringAsync(Token)), StringComparison.Ordinal);
            }
        }

        // The rules' calls are the requests alone: what befell the handshake counts for its own rule.
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK], statuses);
        Assert.Equal([1, 1, 1], _server.Requests.Select(request => request.Connection));
    }

    [Fact]
    public async Task A_client_that_leaves_a_secure_stream_is_seen()
    {
        _server.AddFault(FaultRule.Parse("tls=untrusted"));
        using (var client = Client(trusting: true))
        using (await client.SendAsync(Wires.Request(Wires.Chat, true, "stall=2"), HttpCompletionOption.ResponseHeadersRead, Token))
        {
            await _server.WaitForRequestAsync(1, Token);
        }

        Assert.True((await _server.WaitForAbortAsync(1, Token)).ClientAborted);
    }

    [Fact]
    public async Task Handshakes_are_counted_as_calls_of_a_rule()
    {
        _server.AddFault(FaultRule.Parse("call=2;tls=closed"));
        _server.AddFault(FaultRule.Parse("tls=untrusted"));
        using var client = Client(trusting: true);
        client.DefaultRequestHeaders.ConnectionClose = true;

        Assert.True((await client.GetAsync(Url("v1/models"), Token)).IsSuccessStatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(Url("v1/models"), Token));
        Assert.True((await client.GetAsync(Url("v1/models"), Token)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Latency_passes_before_the_greeting_is_answered_by_the_simulators_clock()
    {
        using var time = new ManualTime();
        using var server = SimulatorServer.Start(new SimulatorOptions { Time = time, Faults = [FaultRule.Parse("tls;latency=60000")] });
        using var client = await RawClient.ConnectAsync(server);
        await client.SendAsync(Encoding.Latin1.GetString(_hello));
        var answer = client.ReadToEndAsync();
        await time.TimerSetAsync();
        Assert.False(answer.IsCompleted);

        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(7, (await answer).Bytes.Length);
    }

    [Theory]
    [InlineData("path=*;tls=closed")]
    [InlineData("key=test-key-1;tls=closed")]
    [InlineData("model=*;tls=closed")]
    [InlineData("503")]
    public async Task A_rule_about_requests_befalls_no_handshake(string rule)
    {
        _server.AddFault(FaultRule.Parse(rule));
        using var client = await RawClient.ConnectAsync(_server);
        await client.SendAsync(Encoding.Latin1.GetString(_hello));

        Assert.StartsWith("HTTP/1.1 400 ", Encoding.Latin1.GetString((await client.ReadToEndAsync()).Bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("path=/v1/models;tls=untrusted")]
    [InlineData("key=test-key-1;tls=closed")]
    [InlineData("tls")]
    public async Task A_plain_request_is_answered_as_by_a_server_that_speaks_TLS_alone(string rule)
    {
        _server.AddFault(FaultRule.Parse(rule));
        using var client = await RawClient.ConnectAsync(_server);
        await client.SendAsync("GET /v1/models HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer test-key-1\r\n\r\n");
        var (bytes, reset) = await client.ReadToEndAsync();

        Assert.Equal([21, 3, 3, 0, 2, 2, 40], bytes);
        Assert.False(reset);
        Assert.Equal(FaultRule.Parse(rule).Fault.Text, Assert.Single(_server.Requests).Fault);
    }

    private Uri Url(string path) => new(FormattableString.Invariant($"https://127.0.0.1:{_server.Port}/{path}"));

    private HttpClient Client(bool trusting = false)
    {
        var handler = new SocketsHttpHandler { UseProxy = false, MaxResponseDrainSize = 0 };
        if (trusting)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate?.Subject == "CN=Missy's simulator";
        }

        return new HttpClient(handler) { BaseAddress = Url(""), Timeout = TimeSpan.FromSeconds(20) };
    }

    public void Dispose() => _server.Dispose();
}
