using System.Net;
using System.Net.Sockets;
using Missy.Network;
using Missy.Tests.Support;

namespace Missy.Tests.Network;

public sealed class ConnectorTests
{
    private static readonly AddressRules NoRanges = new([]);

    private readonly ManualTimeProvider _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_name_is_looked_up_once_and_the_checked_address_is_the_one_connected_to()
    {
        var resolver = new FakeResolver().With("llm.example", "93.184.215.14").With("llm.example", "127.0.0.1");
        var dialer = new FakeDialer((_, _) => Answer());
        var connector = Connector(resolver, dialer);

        await ConnectAsync(connector);
        Assert.Equal(["llm.example"], resolver.Asked);

        // The second answer of the name is another, and is refused by itself.
        var refusal = await Assert.ThrowsAsync<AddressRefusedException>(() => ConnectAsync(connector));
        Assert.Equal("address: loopback", refusal.Decision.Rule);
        Assert.Equal(["93.184.215.14:443"], dialer.Dialled.Select(endpoint => endpoint.ToString()));
    }

    [Theory]
    [InlineData("93.184.215.14 10.0.0.1")]
    [InlineData("10.0.0.1 93.184.215.14")]
    [InlineData("93.184.215.14 ::ffff:127.0.0.1")]
    [InlineData("2606:4700::1 93.184.215.14 169.254.169.254")]
    public async Task One_bad_address_among_good_ones_refuses_the_name_and_nobody_is_called(string answer)
    {
        var dialer = new FakeDialer((_, _) => Answer());

        await Assert.ThrowsAsync<AddressRefusedException>(
            () => ConnectAsync(Connector(new FakeResolver().With("llm.example", answer.Split(' ')), dialer)));

        Assert.Empty(dialer.Dialled);
    }

    [Fact]
    public async Task When_the_first_address_refuses_the_next_is_tried_at_once()
    {
        var dialer = new FakeDialer((endpoint, _) => endpoint.Address.ToString() == "93.184.215.14" ? FakeDialer.Refuse() : Answer());

        await using var stream = await ConnectAsync(Connector(new FakeResolver().With("llm.example", "93.184.215.14", "93.184.215.15"), dialer));

        Assert.Equal(["93.184.215.14:443", "93.184.215.15:443"], dialer.Dialled.Select(endpoint => endpoint.ToString()));
    }

    [Fact]
    public async Task A_silent_address_is_not_waited_for_longer_than_a_quarter_of_a_second()
    {
        var dialer = new FakeDialer((endpoint, cancellationToken) =>
            endpoint.Address.ToString() == "93.184.215.14" ? FakeDialer.Silence(cancellationToken) : Answer());

        var connecting = ConnectAsync(Connector(new FakeResolver().With("llm.example", "93.184.215.14", "93.184.215.15"), dialer));
        await _time.WaiterAsync(TimeSpan.FromMilliseconds(250));
        Assert.False(connecting.IsCompleted);
        Assert.Single(dialer.Dialled);
        _time.Advance(TimeSpan.FromMilliseconds(250));

        await using var stream = await connecting.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        Assert.Equal(2, dialer.Dialled.Count);
    }

    [Fact]
    public async Task A_slow_winner_that_comes_second_is_closed()
    {
        var slow = new TaskCompletionSource<Stream>();
        var dialer = new FakeDialer((endpoint, _) => endpoint.Address.ToString() == "93.184.215.14" ? slow.Task : Answer());
        var connecting = ConnectAsync(Connector(new FakeResolver().With("llm.example", "93.184.215.14", "93.184.215.15"), dialer));
        await _time.WaiterAsync(TimeSpan.FromMilliseconds(250));
        _time.Advance(TimeSpan.FromMilliseconds(250));

        await using var stream = await connecting.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        var closed = new TaskCompletionSource();
        slow.SetResult(new Closing(() => closed.TrySetResult()));

        await closed.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
    }

    [Fact]
    public async Task When_all_fail_the_first_failure_is_told()
    {
        var dialer = new FakeDialer((endpoint, _) => Task.FromException<Stream>(new SocketException((int)(
            endpoint.Address.ToString() == "93.184.215.14" ? SocketError.ConnectionRefused : SocketError.NetworkUnreachable))));

        var failure = await Assert.ThrowsAsync<SocketException>(
            () => ConnectAsync(Connector(new FakeResolver().With("llm.example", "93.184.215.14", "2606:4700::1"), dialer)));

        Assert.Equal(SocketError.ConnectionRefused, failure.SocketErrorCode);
    }

    [Fact]
    public async Task Cancelling_ends_every_attempt()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var dialer = new FakeDialer((_, cancellationToken) => FakeDialer.Silence(cancellationToken));
        var connecting = Connector(new FakeResolver().With("llm.example", "93.184.215.14", "93.184.215.15"), dialer)
            .ConnectAsync(Host("llm.example"), 443, cancel.Token);
        await _time.WaiterAsync(TimeSpan.FromMilliseconds(250));
        _time.Advance(TimeSpan.FromMilliseconds(250));

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
    }

    [Theory]
    [InlineData("localhost", "127.0.0.1:443 [::1]:443")]
    [InlineData("x.localhost", "127.0.0.1:443 [::1]:443")]
    [InlineData("127.1", "127.0.0.1:443")]
    [InlineData("[::1]", "[::1]:443")]
    public async Task This_machine_is_found_without_asking_anybody(string host, string expected)
    {
        var resolver = new FakeResolver().With("localhost", "93.184.215.14").With("x.localhost", "93.184.215.14");
        var dialer = new FakeDialer((_, _) => FakeDialer.Refuse());

        await Assert.ThrowsAsync<SocketException>(() => Connector(resolver, dialer, local: true).ConnectAsync(Host(host), 443, Cancellation));

        Assert.Equal(expected, string.Join(' ', dialer.Dialled));
        Assert.Empty(resolver.Asked);
    }

    [Fact]
    public async Task A_name_without_addresses_is_not_found()
    {
        var failure = await Assert.ThrowsAsync<SocketException>(
            () => ConnectAsync(Connector(new FakeResolver().With("llm.example"), new FakeDialer())));

        Assert.Equal(SocketError.HostNotFound, failure.SocketErrorCode);
    }

    [Fact]
    public async Task Real_sockets_pass_over_an_address_where_nobody_listens()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var resolver = new FakeResolver().With("llm.example", "127.0.0.2", "127.0.0.1");

        await using var stream = await Connector(resolver, new FakeDialer(), local: true).ConnectAsync(Host("llm.example"), port, Cancellation);

        Assert.True(listener.Pending());
    }

    private static TargetHost Host(string text) => TargetHost.TryParse(text, out var host) ? host : throw new ArgumentException(text);

    private PinnedConnector Connector(FakeResolver resolver, FakeDialer dialer, bool local = false) =>
        new(new ConnectionClass(TimeSpan.FromSeconds(10), NoRanges, local, null), resolver, dialer, _time);

    private static Task<Stream> ConnectAsync(PinnedConnector connector) => connector.ConnectAsync(Host("llm.example"), 443, Cancellation);

    private static Task<Stream> Answer() => Task.FromResult<Stream>(new MemoryStream());

    private sealed class Closing(Action closed) : MemoryStream
    {
        protected override void Dispose(bool disposing)
        {
            closed();
            base.Dispose(disposing);
        }
    }
}
