using Missy.Simulation;
using Missy.Tests.Client;
using Missy.Tests.Support;

namespace Missy.Tests.Live;

/// <summary>What a new configuration changes, and what outlives it.</summary>
public sealed class ReloadTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reload_under_64_streams_loses_none_and_each_ends_as_it_began()
    {
        const int Streams = 64;
        var time = new ManualTimeProvider();
        using var missy = new ClientHarness(time: time, simulator: new SimulatorOptions { Time = time, TokensPerSecond = 1, Answer = "one two three four five six" });
        var url = $"{missy.Simulator.BaseUrl}v1";
        missy.WriteConfig($"providers: {{ it: {{ name: openai, model: old, base_url: '{url}', timeout: 36000, idle_timeout: 36000 }} }}");
        var begun = new CountdownEvent(Streams);
        var streams = Enumerable.Range(0, Streams).Select(_ => Task.Run(ReadAsync, Cancellation)).ToList();
        await time.AdvanceUntilAsync(Task.Run(() => begun.Wait(Cancellation), Cancellation), TimeSpan.FromMilliseconds(250));

        missy.WriteConfig($"providers: {{ it: {{ name: openai, model: new, base_url: '{url}', timeout: 36000 }} }}");
        missy.WriteConfig($"providers: {{ other: {{ name: openai, model: newer, base_url: '{url}', timeout: 36000, idle_timeout: 36000 }} }}");
        var all = Task.WhenAll(streams);
        await time.AdvanceUntilAsync(all, TimeSpan.FromMilliseconds(250));
        var next = missy.AskAsync("hi");
        await time.AdvanceUntilAsync(next, TimeSpan.FromMilliseconds(250));

        Assert.All(await all, response =>
        {
            Assert.Equal(("it", "old", "stop"), (response.Provider, response.Model, response.FinishReason));
            Assert.Equal("one two three four five six", response.Content);
        });
        Assert.Equal("newer", (await next).Model);

        async Task<Response> ReadAsync()
        {
            Response? last = null;
            var hasBegun = false;
            await foreach (var chunk in missy.Client.StreamAsync(ClientHarness.Question("hi"), new CallerState(), Cancellation))
            {
                if (!hasBegun)
                {
                    hasBegun = true;
                    begun.Signal();
                }

                last = chunk.Response;
            }

            return last!;
        }
    }

    [Fact]
    public async Task Breakers_and_limits_outlive_a_reload_where_their_settings_do()
    {
        using var missy = new ClientHarness(time: new ManualTimeProvider());
        missy.WriteConfig(Yaml("one", "requests_per_minute: 2"));
        await missy.AskAsync("hi");
        Open(missy);

        missy.WriteConfig(Yaml("two", "requests_per_minute: 2"));

        Assert.Equal(CircuitState.Open, missy.Client.GetCircuit("it").State);
        missy.Client.ResetCircuit("it");
        await missy.AskAsync("hi");
        var failure = await Assert.ThrowsAsync<MissyException>(() => missy.AskAsync("hi"));
        Assert.True(failure.IsOwnLimit, failure.Message);

        missy.WriteConfig(Yaml("two", "requests_per_minute: 3"));
        await missy.AskAsync("hi");

        string Yaml(string model, string limit) =>
            $"providers: {{ it: {{ name: openai, model: {model}, base_url: '{missy.Simulator.BaseUrl}v1', max_wait_seconds: 0, {limit} }} }}\nhealth: {{ failure_threshold: 1 }}";
    }

    [Fact]
    public void A_provider_at_another_address_is_another_service_to_its_breaker()
    {
        using var missy = new ClientHarness(time: new ManualTimeProvider());
        missy.WriteConfig(Yaml(1));
        Open(missy);
        missy.WriteConfig(Yaml(2));

        Assert.Equal(CircuitState.Closed, missy.Client.GetCircuit("it").State);

        missy.WriteConfig(Yaml(1));

        Assert.Equal(CircuitState.Open, missy.Client.GetCircuit("it").State);
        static string Yaml(int port) => $"providers: {{ it: {{ name: ollama, model: m, base_url: 'http://127.0.0.1:{port}' }} }}\nhealth: {{ failure_threshold: 1 }}";
    }

    [Fact]
    public void A_threshold_that_changed_holds_at_once()
    {
        using var missy = new ClientHarness("providers: { it: { name: ollama, model: m } }\nhealth: { failure_threshold: 2 }", time: new ManualTimeProvider());
        Open(missy);
        Assert.Equal(CircuitState.Closed, missy.Client.GetCircuit("it").State);

        missy.WriteConfig("providers: { it: { name: ollama, model: m } }\nhealth: { failure_threshold: 1 }");
        Open(missy);

        Assert.Equal(CircuitState.Open, missy.Client.GetCircuit("it").State);
    }

    [Fact]
    public async Task A_session_and_a_default_whose_provider_went_away_say_so_at_the_next_call()
    {
        using var missy = new ClientHarness();
        missy.WriteConfig(Yaml("a", "b"));
        var session = await missy.Client.NewSessionAsync(new SessionOptions { Name = "talk", Provider = "b" }, missy.Caller, Cancellation);
        await missy.Client.SetDefaultProviderAsync("b", missy.Caller, DefaultScope.Runspace, probe: false, Cancellation);
        missy.WriteConfig(Yaml("a"));

        var inSession = await Assert.ThrowsAsync<MissyException>(() => missy.Client.AskAsync(
            ClientHarness.Question("hi") with { Session = session }, missy.Caller, Cancellation));
        var alone = await missy.FailingRouteAsync();

        Assert.StartsWith("There is no provider 'b'. The session's route names it", inSession.Message, StringComparison.Ordinal);
        Assert.StartsWith("There is no provider 'b'. It is this runspace's default", alone.Message, StringComparison.Ordinal);
        Assert.Empty(missy.Simulator.Requests);

        missy.WriteConfig(Yaml("a", "b"));
        Assert.Equal("b", (await missy.RouteAsync()).Provider);

        string Yaml(params string[] names) =>
            $"providers: {{ {string.Join(", ", names.Select(name => $"{name}: {{ name: openai, model: m, base_url: '{missy.Simulator.BaseUrl}v1' }}"))} }}";
    }

    [Fact]
    public void What_is_told_of_a_change_has_the_old_and_the_new_value_and_no_key()
    {
        using var missy = new ClientHarness("providers: { it: { name: openai, model: one, api_key: test-key-1 } }");
        _ = missy.Client.Registry;
        missy.WriteConfig("providers: { it: { name: openai, model: two, api_key: test-key-2 } }");

        var changes = Assert.IsType<ConfigReloaded>(Assert.Single(missy.Events)).Changes;
        Assert.Equal(["providers.it.model: one -> two", "providers.it.api_key: *** -> ***"], changes.Select(change => change.ToString()));
    }

    [Fact]
    public void Another_place_is_read_when_it_is_named_and_that_is_told()
    {
        using var missy = new ClientHarness("providers: { a: { name: ollama } }");
        _ = missy.Client.Registry;
        var other = missy.ConfigPath + ".other";
        UnixFile.Write(other, "providers: { b: { name: ollama } }");
        missy.Variables["MISSY_CONFIG"] = other;

        Assert.Equal("b", Assert.Single(missy.Client.Registry.Providers).Name);
        Assert.Equal(other, Assert.IsType<ConfigReloaded>(Assert.Single(missy.Events)).Path);
    }

    private static void Open(ClientHarness missy)
    {
        Assert.True(missy.Client.Breakers.Of("it", missy.Client.Registry.Get("it").BaseUrl).TryEnter(out var lease, out _));
        lease.Failed(ErrorKind.Unavailable);
    }
}
