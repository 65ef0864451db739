namespace Missy.Tests.Client;

public sealed class CircuitTests : IDisposable
{
    private const string Yaml = """
        providers:
          red: {name: openai, base_url: "https://red.test/v1", api_key: test-key-1, model: r-1}
          blue: {name: openai, base_url: "https://blue.test/v1", api_key: test-key-1, model: b-1}
        health: {failure_threshold: 2, recovery_cooldown_secs: 60}
        """;

    private readonly ClientHarness _harness = new(Yaml);

    private MissyClient Client => _harness.Client;

    public void Dispose() => _harness.Dispose();

    [Fact]
    public void Each_provider_has_one_and_a_reset_closes_it()
    {
        Assert.Equal(["red", "blue"], Client.GetCircuits().Select(circuit => circuit.Provider));
        Fail("red", 2);

        Assert.Equal([CircuitState.Open, CircuitState.Closed], Client.GetCircuits().Select(circuit => circuit.State));
        Assert.Equal(Client.GetCircuits()[0], Client.GetCircuit("RED"));
        Assert.Equal(CircuitState.Closed, Client.ResetCircuit("Red").State);
        Assert.Equal(
            [
                new CircuitChanged("red", CircuitState.Closed, CircuitState.Open, ErrorKind.Timeout),
                new CircuitChanged("red", CircuitState.Open, CircuitState.Closed, null),
            ],
            _harness.Events);
        Assert.Equal(CircuitState.Closed, Client.ResetCircuit("blue").State);
    }

    [Fact]
    public void An_unknown_provider_has_none()
    {
        Assert.Equal(ErrorKind.Configuration, Assert.Throws<MissyException>(() => Client.GetCircuit("green")).Kind);
        Assert.Equal(ErrorKind.Configuration, Assert.Throws<MissyException>(() => Client.ResetCircuit("green")).Kind);
    }

    [Fact]
    public void One_that_was_called_without_being_listed_is_told_too()
    {
        Fail("simulator", 1);
        Assert.Equal(["red", "blue", "simulator"], Client.GetCircuits().Select(circuit => circuit.Provider));
    }

    [Fact]
    public void Its_state_outlives_a_reload_that_brings_other_settings()
    {
        Fail("red", 2);
        _harness.WriteConfig(Yaml.Replace("60", "90", StringComparison.Ordinal) + "\ndefault_provider: blue\n");

        var circuit = Client.GetCircuit("red");

        Assert.Equal((CircuitState.Open, TimeSpan.FromSeconds(90)), (circuit.State, circuit.RetryAt - circuit.OpenedAt));
    }

    [Fact]
    public void Another_base_URL_is_another_service()
    {
        Fail("red", 2);
        _harness.WriteConfig(Yaml.Replace("red.test", "red.example", StringComparison.Ordinal));
        Assert.Equal(CircuitState.Closed, Client.GetCircuit("red").State);

        _harness.WriteConfig(Yaml + "\n");
        Assert.Equal(CircuitState.Open, Client.GetCircuit("red").State);
    }

    private void Fail(string name, int times)
    {
        var provider = Client.Registry.Get(name);
        for (var time = 0; time < times; time++)
        {
            Assert.True(Client.Breakers.Of(provider.Name, provider.BaseUrl).TryEnter(out var lease, out _));
            lease.Failed(ErrorKind.Timeout);
        }
    }
}
