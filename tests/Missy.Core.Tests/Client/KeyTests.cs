using System.Security.Cryptography;
using System.Text;
using Missy.Providers;
using Missy.Providers.Keys;
using Missy.Simulation;
using Missy.Tests.Providers.Keys;

namespace Missy.Tests.Client;

/// <summary>Several keys of one provider, through whole calls and new configurations.</summary>
public sealed class KeyTests : IDisposable
{
    private readonly ClientHarness _harness = new();

    public KeyTests() => Configure("api_keys: [{key: test-key-1, name: one}, {key: test-key-2, name: two}, {key: test-key-3, name: three}]");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RegisteredProvider Provider => _harness.Client.Registry.Get("it");

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task The_chosen_key_is_the_one_that_is_sent()
    {
        Configure("key_rotation_strategy: round_robin, api_keys: [{key: test-key-1, name: one}, {key: test-key-2, name: two}]");
        List<string?> slots = [];
        for (var i = 0; i < 3; i++)
        {
            slots.Add((await _harness.AskAsync("hi")).Attempts[0].Key);
        }

        Assert.Equal(["one", "two", "one"], slots);
        Assert.Equal([Hash("test-key-1"), Hash("test-key-2"), Hash("test-key-1")], _harness.Simulator.Requests.Select(request => request.KeyHash));
    }

    [Fact]
    public async Task A_key_for_some_models_is_sent_with_those_alone()
    {
        Configure("local: false, api_keys: [{key: test-key-1, models: ['big-*']}, {key: test-key-2, models: ['small-*']}]");

        await _harness.AskAsync("hi", "it", "small-1");
        var failure = await Assert.ThrowsAsync<MissyException>(() => _harness.AskAsync("hi", "it", "other"));

        Assert.Equal(Hash("test-key-2"), Assert.Single(_harness.Simulator.Requests).KeyHash);
        Assert.Equal((ErrorKind.Configuration, "it", "other"), (failure.Kind, failure.Provider, failure.Model));
    }

    [Fact]
    public async Task A_switch_is_announced_and_holds_for_the_next_calls_and_configurations()
    {
        var done = _harness.Client.SwitchKey("IT");
        await _harness.AskAsync("hi");
        Configure("api_keys: [{key: test-key-3, name: three}, {key: test-key-1, name: one}, {key: test-key-2, name: two}]");
        await _harness.AskAsync("hi");

        Assert.Equal(new KeySwitch("it", "one", "two"), done);
        Assert.Equal([new KeyRotated("it", "one", "two", "Switched")], _harness.Events.Where(happened => happened is not ConfigReloaded));
        Assert.Equal("Missy.KeyRotated", _harness.Events[0].Name);
        Assert.Equal([Hash("test-key-2"), Hash("test-key-2")], _harness.Simulator.Requests.Select(request => request.KeyHash));
    }

    [Fact]
    public async Task Where_there_is_one_key_nothing_is_switched_or_announced()
    {
        Configure("api_key: test-key-1");

        var done = _harness.Client.SwitchKey("it");
        await _harness.AskAsync("hi");

        Assert.Equal(new KeySwitch("it", "api_key", "api_key", "it has no other key"), done);
        Assert.Empty(_harness.Events);
    }

    [Fact]
    public void A_provider_that_is_not_there_is_an_error() =>
        Assert.Equal(ErrorKind.Configuration, Assert.Throws<MissyException>(() => _harness.Client.SwitchKey("nobody")).Kind);

    [Fact]
    public async Task What_is_known_of_keys_outlives_a_new_configuration_and_ends_with_a_new_key()
    {
        Mark(KeyVerdict.RateLimited(TimeSpan.FromHours(2)), "one");
        Mark(KeyVerdict.OutOfQuota(TimeSpan.FromHours(3)), "two");
        Mark(KeyVerdict.Rejected, "three");

        Configure("timeout: 77, api_keys: [{key: test-key-3, name: c}, {key: test-key-2, name: b}, {key: test-key-1, name: a}]");
        var shown = (await ShowAsync()).Keys;
        Configure("api_keys: [{key: test-key-3, name: three}, {key: test-key-new, name: two}]");

        Assert.Equal(["c", "b", "a"], shown.Select(key => key.Name));
        Assert.Equal([KeyState.Bad, KeyState.OutOfQuota, KeyState.Cooling], shown.Select(key => key.State));
        Assert.Equal(["m"], shown[2].RestsFor);
        Assert.Null(shown[0].Until);
        Assert.Equal("two", (await _harness.AskAsync("hi")).Attempts[0].Key);
    }

    [Fact]
    public async Task A_provider_without_a_usable_key_says_so_and_is_not_called()
    {
        Mark(KeyVerdict.Rejected, "one", "two", "three");
        var bad = await ShowAsync();
        var refusal = await _harness.FailingRouteAsync("it");
        Configure("api_keys: [{key: test-key-4, name: four}, {key: test-key-1, name: one}]");
        Mark(KeyVerdict.OutOfQuota(null), "four");
        var spent = await Assert.ThrowsAsync<MissyException>(() => _harness.AskAsync("hi", "it"));

        Assert.Equal((false, AuthStatus.Configured, "one"), (bad.Available, bad.AuthStatus, bad.KeySource));
        Assert.Contains("the service did not accept its key 'one'; the service did not accept its key 'two'", bad.Reason, StringComparison.Ordinal);
        Assert.Equal((ErrorKind.Authentication, "it"), (refusal.Kind, refusal.Provider));
        Assert.Contains("Test-MissyProvider it", refusal.Remedy, StringComparison.Ordinal);
        Assert.Equal(ErrorKind.QuotaExceeded, spent.Kind);
        Assert.InRange(spent.RetryAfter!.Value, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(60));
        Assert.Empty(_harness.Simulator.Requests);
    }

    [Fact]
    public async Task A_provider_whose_keys_rest_can_still_be_routed_to()
    {
        Mark(KeyVerdict.RateLimited(TimeSpan.FromHours(1)), "one", "two", "three");

        var shown = await ShowAsync();

        Assert.True(shown.Available);
        Assert.Equal("it", (await _harness.RouteAsync()).Provider);
        Assert.Equal(ErrorKind.RateLimited, (await Assert.ThrowsAsync<MissyException>(() => _harness.AskAsync("hi"))).Kind);
    }

    [Theory]
    [InlineData("test")]
    [InlineData("show")]
    [InlineData("default")]
    [InlineData("models")]
    public async Task A_service_that_takes_a_bad_key_on_being_asked_makes_it_good_again(string how)
    {
        Mark(KeyVerdict.Rejected, "one", "two", "three");
        _harness.Simulator.AddFault(FaultRule.Parse("call=1;401"));

        await AskAboutAsync(how);
        Assert.Equal(KeyState.Bad, (await ShowAsync()).Keys[0].State);
        await AskAboutAsync(how);

        Assert.Equal([KeyState.Ready, KeyState.Bad, KeyState.Bad], (await ShowAsync()).Keys.Select(key => key.State));
        Assert.Equal("one", (await _harness.AskAsync("hi")).Attempts[0].Key);
    }

    [Fact]
    public async Task A_provider_out_of_quota_does_not_become_the_default_though_it_tells_its_models()
    {
        Mark(KeyVerdict.OutOfQuota(null), "one", "two", "three");

        var failure = await Assert.ThrowsAsync<MissyException>(
            () => _harness.Client.SetDefaultProviderAsync("it", _harness.Caller, DefaultScope.Runspace, probe: true, Cancellation));

        Assert.Equal(ErrorKind.QuotaExceeded, failure.Kind);
        Assert.Null(_harness.Caller.DefaultProvider);
        var key = (await _harness.Client.TestProviderAsync("it", Cancellation)).Checks.Single(check => check.Name == "key");
        Assert.Equal("warning", key.Status);
        Assert.Contains("out of credit", key.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_after_a_renewal_speaks_of_the_renewed_key()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is one of Unix.");
        var count = Path.Combine(_harness.HomeFolder!, "runs");
        _harness.Variables["PATH"] = "/usr/bin:/bin";
        Configure($"api_key: \"cmd:sh -c 'echo x >> {count}; echo test-key-$(($(wc -l < {count})))'\"");
        _harness.Simulator.AddFault(FaultRule.Parse("key=test-key-1;fault=401"));
        var credential = (await Provider.Keys.ChooseAsync("m", [], Cancellation)).OrThrow()!;

        await Provider.Chat.ListModelsAsync(credential, Cancellation);
        Provider.Keys.Report(credential, "m", KeyVerdict.RateLimited(TimeSpan.FromHours(1)));

        Assert.Equal([Hash("test-key-1"), Hash("test-key-2")], _harness.Simulator.Requests.Select(request => request.KeyHash));
        Assert.Equal(KeyState.Cooling, (await ShowAsync()).Keys[0].State);
    }

    private async Task AskAboutAsync(string how)
    {
        try
        {
            _ = how switch
            {
                "test" => (object)await _harness.Client.TestProviderAsync("it", Cancellation),
                "show" => await _harness.Client.GetProvidersAsync(_harness.Caller, ask: true, Cancellation),
                "default" => await _harness.Client.SetDefaultProviderAsync("it", _harness.Caller, DefaultScope.Runspace, probe: true, Cancellation),
                _ => await _harness.Client.GetModelsAsync(Provider, live: true, Cancellation),
            };
        }
        catch (MissyException exception)
        {
            Assert.Equal(ErrorKind.Authentication, exception.Kind);
        }
    }

    private Task<ProviderInfo> ShowAsync() => _harness.Client.GetProviderAsync("it", _harness.Caller, ask: false, Cancellation);

    private void Mark(KeyVerdict verdict, params string[] slots)
    {
        foreach (var slot in slots)
        {
            Provider.Keys.Report(KeyHarness.Key(Provider.Keys, slot), "m", verdict);
        }
    }

    private void Configure(string settings) => _harness.WriteConfig(
        $"providers:\n  it: {{ name: openai, model: m, base_url: '{_harness.Simulator.BaseUrl}v1', {settings} }}\n");

    private static string Hash(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)), 0, 4).ToLowerInvariant();
}
