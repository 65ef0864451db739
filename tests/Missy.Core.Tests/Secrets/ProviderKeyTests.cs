using Missy.Providers;
using Missy.Simulation;
using Missy.Tests.Client;
using Missy.Tests.Support;

namespace Missy.Tests.Secrets;

/// <summary>Keys as providers use them, through a whole call.</summary>
public sealed class ProviderKeyTests : IVaultReader, IDisposable
{
    private readonly ClientHarness _harness;

    public ProviderKeyTests()
    {
        _harness = new ClientHarness(change: options => options with { Vaults = this });
        _harness.Variables["PATH"] = "/usr/bin:/bin";
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Folder => Path.GetDirectoryName(_harness.ConfigPath)!;

    private List<string> VaultReads { get; } = [];

    private Dictionary<string, string> Vault { get; } = [];

    public void Dispose() => _harness.Dispose();

    public async Task<VaultAnswer> ReadAsync(string vault, string name, CancellationToken cancellationToken)
    {
        await Task.Yield();
        VaultReads.Add($"{vault}/{name}");
        return Vault.TryGetValue($"{vault}/{name}", out var value) ? VaultAnswer.Found(value) : VaultAnswer.Missing("there is no such secret", "Set-Secret it.");
    }

    [Theory]
    [InlineData("$UNSET_KEY", "UNSET_KEY is not set", "Set UNSET_KEY")]
    [InlineData("file:no-such-key", "there is no key file", "Write the key into")]
    [InlineData("cmd:false", "it ended with exit code 1", "Run the command in a terminal")]
    [InlineData("cmd:missy-no-such-program", "there is no program", "Install it")]
    [InlineData("secret://Vault/Nothing", "there is no such secret", "Set-Secret it.")]
    public async Task A_key_that_cannot_be_found_takes_nothing_from_the_other_providers(string key, string problem, string remedy)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands of this table are those of Unix.");
        Configure(("broken", key, "local: false"), ("good", "test-key-good", ""));

        var failure = await Assert.ThrowsAsync<MissyException>(() => _harness.AskAsync("hi", "broken"));

        Assert.Equal((ErrorKind.Authentication, "broken"), (failure.Kind, failure.Provider));
        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, failure.Remedy, StringComparison.Ordinal);
        Assert.Equal("good", (await _harness.AskAsync("hi", "good")).Provider);
        Assert.Equal("good", (await _harness.AskAsync("hi")).Provider);
        Assert.Equal(AuthStatus.Missing, _harness.Client.Registry.Get("broken").AuthStatus);
        Assert.Contains(problem, _harness.Client.Registry.Get("broken").WhyUnavailable(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_run_or_opened_before_a_call_needs_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is one of Unix.");
        Configure(("command", $"cmd:sh -c 'echo x >> {Folder}/runs; echo test-key-command'", "local: false"), ("vault", "secret://V/N", "local: false"), ("plain", "test-key-plain", ""));
        Vault["V/N"] = "test-key-vault";

        var shown = await _harness.Client.GetProvidersAsync(_harness.Caller, ask: false, Cancellation);
        await _harness.RouteAsync("command");
        await _harness.RouteAsync();
        await _harness.AskAsync("hi", "plain");

        Assert.All(shown, provider => Assert.Equal((AuthStatus.Configured, true, "api_key"), (provider.AuthStatus, provider.Available, provider.KeySource)));
        Assert.False(File.Exists(Path.Combine(Folder, "runs")));
        Assert.Empty(VaultReads);
    }

    [Fact]
    public async Task A_command_runs_once_for_many_calls_and_again_for_a_new_configuration()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is one of Unix.");
        var command = $"cmd:sh -c 'echo x >> {Folder}/runs; echo test-key-command'";
        Configure(("it", command, ""), ("same", command, ""));
        await _harness.AskAsync("hi", "it");
        await _harness.AskAsync("hi", "same");
        Assert.Single(await File.ReadAllLinesAsync(Path.Combine(Folder, "runs"), Cancellation));

        Configure(("it", command, "timeout: 77"));
        await _harness.AskAsync("hi", "it");
        Assert.Equal(2, (await File.ReadAllLinesAsync(Path.Combine(Folder, "runs"), Cancellation)).Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refused_key_is_fetched_again_and_the_call_made_once_more(bool stream)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is one of Unix.");
        Configure(("it", $"cmd:sh -c 'echo x >> {Folder}/runs; echo test-key-$(($(wc -l < {Folder}/runs)))'", ""));
        _harness.Simulator.AddFault(FaultRule.Parse("key=test-key-1;fault=401"));

        var response = stream ? await StreamAsync("it") : await _harness.AskAsync("hi", "it");

        Assert.NotEmpty(response.Content);
        Assert.Equal(2, _harness.Simulator.Requests.Count);
    }

    [Theory]
    [InlineData("cmd:echo test-key-1", 1)]
    [InlineData("secret://V/N", 1)]
    [InlineData("test-key-1", 1)]
    public async Task The_same_key_is_not_tried_twice(string key, int requests)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is one of Unix.");
        Vault["V/N"] = "test-key-1";
        Configure(("it", key, ""));
        _harness.Simulator.AddFault(FaultRule.Parse("key=test-key-1;fault=401"));

        var failure = await Assert.ThrowsAsync<MissyException>(() => _harness.AskAsync("hi", "it"));

        Assert.Equal((ErrorKind.Authentication, requests), (failure.Kind, _harness.Simulator.Requests.Count));
    }

    [Fact]
    public async Task A_vault_is_opened_at_the_call_and_after_a_refusal()
    {
        Vault["V/N"] = "test-key-1";
        Configure(("it", "secret://V/N", ""));
        await _harness.AskAsync("hi", "it");
        await _harness.AskAsync("hi", "it");
        Assert.Equal(["V/N"], VaultReads);

        Vault["V/N"] = "test-key-2";
        _harness.Simulator.AddFault(FaultRule.Parse("key=test-key-1;fault=401"));
        await _harness.AskAsync("hi", "it");
        Assert.Equal(["V/N", "V/N"], VaultReads);
    }

    [Fact]
    public async Task Who_has_no_vaults_says_so_and_what_to_do()
    {
        using var harness = new ClientHarness("providers: { it: { name: openai, model: m, api_key: 'secret://Team Vault/key' } }");

        var failure = await Assert.ThrowsAsync<MissyException>(() => harness.AskAsync("hi", "it"));

        Assert.Equal(AuthStatus.Missing, harness.Client.Registry.Get("it").AuthStatus);
        Assert.Contains("secret://Team Vault/key can be read in PowerShell alone", failure.Message, StringComparison.Ordinal);
        Assert.Contains("cmd:pwsh -NoProfile -Command \"Get-Secret -Vault 'Team Vault' -Name 'key' -AsPlainText\"", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_take_every_reference_too()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is one of Unix.");
        UnixFile.Write(Path.Combine(Folder, "team"), "test-team-file\n");
        Vault["V/N"] = "test-team-vault";
        _harness.WriteConfig(
            $"providers: {{ it: {{ name: openai, model: m, base_url: '{_harness.Simulator.BaseUrl}v1', headers: {{ x-a: 'cmd:echo test-team-command', x-b: 'file:team', x-c: 'secret://V/N' }} }} }}");

        await _harness.AskAsync("hi", "it");

        var headers = _harness.Simulator.Requests[0].Headers;
        Assert.Equal(("test-team-command", "test-team-file", "test-team-vault"), (headers["x-a"], headers["x-b"], headers["x-c"]));
    }

    [Fact]
    public async Task A_command_counts_against_the_time_of_the_whole_call()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is one of Unix.");
        var time = new ManualTimeProvider();
        using var harness = new ClientHarness(change: options => options with { Time = time });
        harness.Variables["PATH"] = "/usr/bin:/bin";
        harness.WriteConfig("providers: { it: { name: openai, model: m, api_key: 'cmd:sleep 300' } }");
        var asking = harness.Client.AskAsync(ClientHarness.Question("hi", "it") with { Timeout = TimeSpan.FromSeconds(3) }, harness.Caller, Cancellation);
        await time.WaiterAsync(TimeSpan.FromSeconds(10));

        time.Advance(TimeSpan.FromSeconds(3));

        var failure = await Assert.ThrowsAsync<MissyException>(() => asking.WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
        Assert.Equal(ErrorKind.Timeout, failure.Kind);
    }

    [Fact]
    public async Task Slots_are_tried_in_their_order_until_one_has_a_key()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is one of Unix.");
        _harness.WriteConfig(
            $"providers: {{ it: {{ name: openai, model: m, base_url: '{_harness.Simulator.BaseUrl}v1', api_keys: [$UNSET_KEY, {{ key: 'cmd:false', name: work }}, {{ key: test-key-1, name: home }}] }} }}");
        Assert.Equal("work", _harness.Client.Registry.Get("it").KeySource);

        var response = await _harness.AskAsync("hi", "it");

        Assert.Equal("home", response.Attempts[0].Key);
        Assert.Equal("home", _harness.Client.Registry.Get("it").KeySource);
    }

    private async Task<Response> StreamAsync(string provider)
    {
        Response? response = null;
        await foreach (var chunk in _harness.Client.StreamAsync(ClientHarness.Question("hi", provider), _harness.Caller, Cancellation))
        {
            response = chunk.Response ?? response;
        }

        return response!;
    }

    private void Configure(params (string Name, string Key, string More)[] providers) =>
        _harness.WriteConfig("providers:\n" + string.Concat(providers.Select(provider =>
            $"  {provider.Name}:\n    name: openai\n    model: m\n    base_url: {_harness.Simulator.BaseUrl}v1\n    api_key: \"{provider.Key}\"\n    {provider.More}\n")));
}
