using System.Net.Http.Headers;
using Missy.Simulation;

namespace Missy.Tests.Simulator;

/// <summary>Whom faults befall and when: keys that die and live again, services that flap.</summary>
public sealed class FaultScheduleTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly SimulatorServer _server;
    private readonly HttpClient _client;

    public FaultScheduleTests()
    {
        _server = SimulatorServer.Start(new SimulatorOptions { Time = _time });
        _client = Wires.Client(_server);
    }

    [Theory]
    [MemberData(nameof(Wires.EachMode), MemberType = typeof(Wires))]
    public async Task One_key_is_limited_while_the_other_is_fine(string wire, bool stream)
    {
        _server.AddFault(FaultRule.Parse("key=test-key-1;429;retry-after=7"));

        Assert.Equal([429, 200, 429, 200], await StatusesAsync(wire, stream, "1212"));
    }

    [Fact]
    public async Task Each_key_is_dead_for_a_number_of_its_own_calls()
    {
        _server.AddFault(FaultRule.Parse("key=test-key-1;call=1-2;401"));
        _server.AddFault(FaultRule.Parse("key=test-key-2;call=2;insufficient-quota"));

        Assert.Equal([401, 200, 401, 429, 200, 200], await StatusesAsync("121212"));
    }

    [Fact]
    public async Task All_keys_are_dead_until_a_call_and_revived_from_it()
    {
        _server.AddFault(FaultRule.Parse("call=1-3;402"));

        Assert.Equal([402, 402, 402, 200, 200], await StatusesAsync("12312"));
    }

    [Fact]
    public async Task Keys_are_revived_by_the_simulators_clock()
    {
        _server.AddFault(FaultRule.Parse("key=test-key-1;seconds=0-60;401"));
        _server.AddFault(FaultRule.Parse("seconds=30-60;429"));

        Assert.Equal([401, 200], await StatusesAsync("12"));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal([401, 429], await StatusesAsync("12"));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal([200, 200], await StatusesAsync("12"));
    }

    [Fact]
    public async Task Time_counts_from_when_a_rule_came_into_force_and_calls_within_it()
    {
        _time.Advance(TimeSpan.FromSeconds(100));
        _server.AddFault(FaultRule.Parse("seconds=10-;call=2;503"));

        Assert.Equal([200, 200, 200], await StatusesAsync("111"));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal([200, 503, 200], await StatusesAsync("111"));
    }

    [Fact]
    public async Task A_service_flaps_by_its_schedule()
    {
        _server.AddFault(FaultRule.Parse("flap=3:2;503"));

        Assert.Equal([503, 503, 503, 200, 200, 503, 503, 503, 200, 200, 503], await StatusesAsync("11111111111"));
    }

    [Fact]
    public async Task A_schedule_may_be_long_and_holds_within_a_range_of_calls()
    {
        _server.AddFault(FaultRule.Parse("call=2-9;flap=1:1:2:2;500"));

        Assert.Equal([200, 500, 200, 500, 500, 200, 200, 500, 200, 200, 200], await StatusesAsync("11111111111"));
    }

    [Fact]
    public async Task Keys_flap_each_by_its_own_calls()
    {
        _server.AddFault(FaultRule.Parse("key=test-key-1;flap=1:1;429"));
        _server.AddFault(FaultRule.Parse("key=test-key-2;flap=2:1;529"));

        Assert.Equal([429, 529, 200, 529, 429, 200], await StatusesAsync("121212"));
    }

    [Fact]
    public async Task Any_fault_may_flap()
    {
        _server.AddFault(FaultRule.Parse("flap=1:1;hang-up=after-headers"));

        for (var round = 0; round < 3; round++)
        {
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => StatusesAsync("1"));
            Assert.Equal([200], await StatusesAsync("1"));
        }
    }

    private Task<List<int>> StatusesAsync(string keys) => StatusesAsync(Wires.Chat, stream: false, keys);

    private async Task<List<int>> StatusesAsync(string wire, bool stream, string keys)
    {
        var statuses = new List<int>();
        foreach (var key in keys)
        {
            using var request = Wires.Request(wire, stream);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", $"test-key-{key}");
            using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
            statuses.Add((int)response.StatusCode);
        }

        return statuses;
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
        _time.Dispose();
    }
}
