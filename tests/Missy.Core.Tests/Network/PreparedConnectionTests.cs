using System.Net;
using System.Net.Sockets;
using Missy.Network;
using Missy.Providers;
using Missy.Tests.Client;
using Missy.Tests.Support;

namespace Missy.Tests.Network;

/// <summary>A switch of provider opens the connection for the first call, and does nothing else.</summary>
public sealed class PreparedConnectionTests : IVaultReader, IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(15);

    private static readonly string Answer = ScriptedServer.Answer(
        """{"choices":[{"message":{"content":"Said"},"finish_reason":"stop"}]}""");

    private readonly ManualTimeProvider _time = new();
    private readonly TcpDialer _real = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly SemaphoreSlim _dialled = new(0);
    private readonly FakeResolver _resolver = new();
    private readonly FakeDialer _dialer;

    // What the dialer does; the number is that of the connection, from 1.
    private Func<int, IPEndPoint, CancellationToken, Task<Stream>> _dial;

    public PreparedConnectionTests()
    {
        _listener.Start();
        _dial = (_, endpoint, cancellationToken) => _real.DialAsync(endpoint, cancellationToken);
        _dialer = new FakeDialer(async (endpoint, cancellationToken) =>
        {
            var connecting = _dial(_dialer!.Dialled.Count, endpoint, cancellationToken);
            _dialled.Release();
            return await connecting;
        });
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Uri Silent => new(FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/"));

    private List<string> VaultReads { get; } = [];

    public static TheoryData<string> Switches => new("default", "persisted default", "new session", "session", "model of a session", "/models", "/model");

    public void Dispose()
    {
        _listener.Dispose();
        _dialled.Dispose();
    }

    public Task<VaultAnswer> ReadAsync(string vault, string name, CancellationToken cancellationToken)
    {
        VaultReads.Add($"{vault}/{name}");
        return Task.FromResult(VaultAnswer.Found("test-key-1"));
    }

    [Theory]
    [MemberData(nameof(Switches))]
    public async Task A_switch_opens_one_connection_sends_nothing_and_leaves_none_behind(string kind)
    {
        var harness = Harness(Two(Silent));
        TcpClient taken;
        using (harness)
        {
            await SwitchAsync(harness, kind);
            taken = await AcceptAsync();
        }

        // The door is closed by now: whatever was sent comes before that end.
        using (taken)
        {
            Assert.Equal(0, await ReadAsync(taken));
        }

        Assert.False(_listener.Pending());
        Assert.Single(_dialer.Dialled);
    }

    [Theory]
    [MemberData(nameof(Switches))]
    public async Task The_next_call_uses_that_very_connection(string kind)
    {
        using var server = new ScriptedServer(Answer);
        using var harness = Harness(Two(server.BaseUrl));
        await SwitchAsync(harness, kind);
        await DialledAsync();

        Assert.Equal("Said", (await harness.AskAsync("hi", "second")).Content);

        Assert.Single(_dialer.Dialled);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task The_name_is_looked_up_ahead_of_the_call_and_not_again()
    {
        using var server = new ScriptedServer(Answer);
        _resolver.With("llm.example", "10.0.0.9");
        _dial = (_, _, cancellationToken) => _real.DialAsync(new IPEndPoint(IPAddress.Loopback, server.BaseUrl.Port), cancellationToken);
        using var harness = Harness("providers: { first: { name: ollama, model: m }, second: { name: openai, model: m, base_url: 'http://llm.example/v1', local: true } }");
        await SwitchAsync(harness);
        await DialledAsync();

        await harness.AskAsync("hi", "second");

        Assert.Equal(["llm.example"], _resolver.Asked);
        Assert.Equal("10.0.0.9:80", Assert.Single(_dialer.Dialled).ToString());
    }

    [Fact]
    public async Task A_call_takes_the_connection_that_is_still_under_way_and_two_switches_make_no_two()
    {
        using var server = new ScriptedServer(Answer);
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _dial = async (_, endpoint, cancellationToken) =>
        {
            await ready.Task;
            return await _real.DialAsync(endpoint, cancellationToken);
        };
        using var harness = Harness(Two(server.BaseUrl));
        await SwitchAsync(harness);
        await SwitchAsync(harness, name: "first");
        await SwitchAsync(harness, "/models");
        await DialledAsync();
        var asking = harness.AskAsync("hi");

        ready.SetResult();
        await asking;

        Assert.Single(_dialer.Dialled);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Two_calls_at_once_do_not_share_it()
    {
        using var server = new ScriptedServer(Answer);
        using var harness = Harness(Two(server.BaseUrl));
        await SwitchAsync(harness);
        await DialledAsync();

        var answers = await Task.WhenAll(harness.AskAsync("hi"), harness.AskAsync("hi"));

        Assert.All(answers, answer => Assert.Equal("Said", answer.Content));
        Assert.InRange(_dialer.Dialled.Count, 1, 2);
    }

    [Fact]
    public async Task One_that_the_server_closed_meanwhile_costs_no_failed_attempt()
    {
        using var server = new ScriptedServer(Answer);
        Stream? first = null;
        _dial = async (number, endpoint, cancellationToken) =>
        {
            if (number > 1)
            {
                return await _real.DialAsync(endpoint, cancellationToken);
            }

            return first = await _real.DialAsync(new IPEndPoint(IPAddress.Loopback, Silent.Port), cancellationToken);
        };
        using var harness = Harness(Two(server.BaseUrl));
        await SwitchAsync(harness);
        (await AcceptAsync()).Dispose();
        Assert.True(SpinWait.SpinUntil(() => first is not null && !_real.IsQuiet(first), TimeSpan.FromSeconds(20)));

        var answer = await harness.AskAsync("hi");

        Assert.Single(answer.Attempts);
        Assert.Equal(2, _dialer.Dialled.Count);
    }

    [Fact]
    public async Task One_that_could_not_be_made_costs_no_failed_attempt()
    {
        using var server = new ScriptedServer(Answer);
        _dial = (number, endpoint, cancellationToken) => number == 1 ? FakeDialer.Refuse() : _real.DialAsync(endpoint, cancellationToken);
        using var harness = Harness(Two(server.BaseUrl));
        await SwitchAsync(harness);
        await DialledAsync();

        var answer = await harness.AskAsync("hi");

        Assert.Single(answer.Attempts);
        Assert.Equal([new ProviderChanged(null, "second", "Runspace")], harness.Events);
    }

    [Fact]
    public async Task One_that_no_call_took_in_time_is_closed_and_not_used()
    {
        using var server = new ScriptedServer(Answer);
        _dial = (number, endpoint, cancellationToken) =>
            _real.DialAsync(number == 1 ? new IPEndPoint(IPAddress.Loopback, Silent.Port) : endpoint, cancellationToken);
        using var harness = Harness(Two(server.BaseUrl));
        await SwitchAsync(harness);
        using var taken = await AcceptAsync();

        _time.Advance(Lifetime);

        Assert.Equal(0, await ReadAsync(taken));
        Assert.Equal("Said", (await harness.AskAsync("hi")).Content);
        Assert.Equal(2, _dialer.Dialled.Count);
    }

    [Fact]
    public async Task One_that_is_still_young_is_kept()
    {
        using var server = new ScriptedServer(Answer);
        using var harness = Harness(Two(server.BaseUrl));
        await SwitchAsync(harness);
        await DialledAsync();

        _time.Advance(Lifetime - TimeSpan.FromMilliseconds(1));
        await harness.AskAsync("hi");

        Assert.Single(_dialer.Dialled);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_while_it_waits_leaves_no_connection_behind()
    {
        var late = new TaskCompletionSource<Stream>();
        _dial = (_, _, _) => late.Task;
        using var harness = Harness(Two(Silent));
        await SwitchAsync(harness);
        await DialledAsync();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var asking = harness.Client.AskAsync(ClientHarness.Question("hi"), harness.Caller, cancel.Token);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        harness.Client.Dispose();
        late.SetResult(await _real.DialAsync(new IPEndPoint(IPAddress.Loopback, Silent.Port), Cancellation));

        using var taken = await AcceptAsync();
        Assert.Equal(0, await ReadAsync(taken));
    }

    [Fact]
    public async Task None_is_made_where_a_call_was_answered_in_the_last_minute()
    {
        using var server = new ScriptedServer(Answer);
        using var harness = Harness(Two(server.BaseUrl));
        await harness.AskAsync("hi", "first");
        await DialledAsync();

        _time.Advance(TimeSpan.FromSeconds(59));
        await SwitchAsync(harness);
        await harness.AskAsync("hi");
        Assert.Single(_dialer.Dialled);
        _time.Advance(TimeSpan.FromMinutes(1));
        await SwitchAsync(harness, name: "first");

        await DialledAsync();
        Assert.Equal(2, _dialer.Dialled.Count);
    }

    [Theory]
    [InlineData("base_url: 'http://169.254.169.254/v1', local: true", "")]
    [InlineData("base_url: 'http://llm.example/v1', local: true", "network: { rest_policies: [{ host: llm.example, method: POST, path: '/v1/**', action: deny }] }")]
    [InlineData("base_url: 'http://llm.example/v1', api_key: test-key-1, local: false", "")]
    [InlineData("base_url: 'https://llm.example/v1', api_key: test-key-1, local: false", "network: { proxy: 'http://proxy.example:3128' }")]
    [InlineData("base_url: 'https://llm.example/v1', api_key: test-key-1, local: false", "network: { proxy: system }")]
    public async Task Where_no_call_could_go_straight_nothing_is_looked_up_or_opened(string settings, string network)
    {
        _resolver.With("llm.example", SamplePolicy.Public).With("proxy.example", SamplePolicy.Public);
        using var harness = Harness($$"""
            providers:
              first: { name: openai, model: m, base_url: '{{Silent}}v1' }
              second: { name: openai, model: m, {{settings}} }
            {{network}}
            """);

        await SwitchAsync(harness);
        Assert.Equal(0, harness.Client.Door.PreparedConnections);
        await SwitchAsync(harness, name: "first");
        Assert.Equal(1, harness.Client.Door.PreparedConnections);

        await DialledAsync();
        Assert.Equal(Silent.Port, Assert.Single(_dialer.Dialled).Port);
        Assert.Empty(_resolver.Asked);
    }

    [Fact]
    public async Task An_address_that_is_refused_is_not_called_and_the_call_says_so()
    {
        _resolver.With("llm.example", "10.0.0.1");
        using var harness = Harness("providers: { first: { name: ollama, model: m }, second: { name: openai, model: m, base_url: 'https://llm.example/v1', api_key: test-key-1 } }");
        await SwitchAsync(harness);

        var failure = await Assert.ThrowsAsync<MissyException>(() => harness.AskAsync("hi"));

        Assert.Equal(ErrorKind.PolicyDenied, failure.Kind);
        Assert.Empty(_dialer.Dialled);
    }

    [Theory]
    [InlineData("secret://Vault/Key")]
    [InlineData("cmd:missy-no-such-program")]
    public async Task No_key_is_looked_up(string key)
    {
        using var harness = Harness($$"""
            providers:
              first: { name: ollama, model: m }
              second: { name: openai, model: m, base_url: '{{Silent}}v1', local: true, api_key: '{{key}}' }
            """);

        await SwitchAsync(harness);
        using var taken = await AcceptAsync();

        Assert.Empty(VaultReads);

        // A command that was tried in vain would be known as missing now.
        Assert.Equal(AuthStatus.Configured, harness.Client.Registry.Get("second").AuthStatus);
    }

    [Fact]
    public async Task The_simulator_is_not_started_by_a_switch()
    {
        using var harness = new ClientHarness("providers: { first: { name: ollama, model: m } }");

        await SwitchAsync(harness, name: "simulator");
        await SwitchAsync(harness, "session", "simulator");

        Assert.False(harness.SimulatorStarted);
    }

    [Fact]
    public async Task A_switch_does_not_wait_for_the_name_to_be_looked_up()
    {
        using var blocked = new BlockedResolver();
        using var harness = new ClientHarness(
            "providers: { first: { name: ollama, model: m }, second: { name: openai, model: m, base_url: 'https://llm.example/v1', api_key: test-key-1 } }",
            change: options => options with { Resolver = blocked });

        // On another thread: what waited would block this one.
        await Task.Run(() => SwitchAsync(harness), Cancellation).WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

        Assert.Equal("second", harness.Caller.DefaultProvider);
    }

    private static string Two(Uri url) => $$"""
        providers:
          first: { name: openai, model: m, base_url: '{{url}}v1' }
          second: { name: openai, model: m, base_url: '{{url}}v1' }
        """;

    private static async Task SwitchAsync(ClientHarness harness, string kind = "default", string name = "second")
    {
        var (client, caller) = (harness.Client, harness.Caller);
        switch (kind)
        {
            case "default":
                await client.SetDefaultProviderAsync(name, caller, DefaultScope.Runspace, probe: false, Cancellation);
                break;
            case "persisted default":
                await client.PersistDefaultProviderAsync(name, caller, DefaultScope.Runspace, probe: false, Cancellation);
                break;
            case "new session":
                await client.NewSessionAsync(new SessionOptions { Provider = name }, caller, Cancellation);
                break;
            case "session":
                await client.ChangeSessionAsync(await PlainSessionAsync(harness), new SessionChange { Provider = name }, caller, Cancellation);
                break;
            case "model of a session":
                await client.ChangeSessionAsync(await PlainSessionAsync(harness), new SessionChange { Model = $"{name}/other" }, caller, Cancellation);
                break;
            default:
                var argument = kind == "/models" ? name : $"{name}/other";
                var result = await client.InvokeCommandAsync(new ChatLine($"{kind} {argument}", "telegram_1"), caller, Cancellation);
                Assert.Contains("switched", result.Reply, StringComparison.Ordinal);
                break;
        }
    }

    private static Task<Session> PlainSessionAsync(ClientHarness harness) =>
        harness.Client.NewSessionAsync(new SessionOptions(), harness.Caller, Cancellation);

    private static async Task<int> ReadAsync(TcpClient client) =>
        await client.GetStream().ReadAsync(new byte[1], Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

    private ClientHarness Harness(string yaml) => new(
        yaml,
        change: options => options with { Dialer = _dialer, Resolver = _resolver, Vaults = this, SystemProxy = _ => throw new InvalidOperationException() },
        time: _time);

    private Task<TcpClient> AcceptAsync() => _listener.AcceptTcpClientAsync(Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

    private async Task DialledAsync() => Assert.True(await _dialled.WaitAsync(TimeSpan.FromSeconds(20), Cancellation), "Nobody was called.");

    /// <summary>Knows no end of looking for a name.</summary>
    private sealed class BlockedResolver : IHostResolver, IDisposable
    {
        private readonly ManualResetEventSlim _end = new();

        public ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string name, CancellationToken cancellationToken)
        {
            _end.Wait(cancellationToken);
            return ValueTask.FromResult<IReadOnlyList<IPAddress>>([]);
        }

        public void Dispose() => _end.Dispose();
    }
}
