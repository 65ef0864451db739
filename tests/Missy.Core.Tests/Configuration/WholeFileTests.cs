using Missy.Configuration;
using static Missy.Tests.Configuration.Reading;

namespace Missy.Tests.Configuration;

public class WholeFileTests
{
    [Fact]
    public void A_file_with_every_key_reads_without_a_finding_and_gives_every_value()
    {
        var config = Good(ExampleFile.Text);

        Assert.Equal(("main", new ModelReference("main", "big-1")), (config.DefaultProvider, config.DefaultModel));
        Assert.Equal(["main", "second", "ollama"], config.Providers.Select(p => p.Name));
        Assert.Equal(["lead", "worker"], config.Models.Select(m => m.Purpose));
        Assert.Equal("llama3.2:1b", config.Models[1].Model);
        Assert.Equal("high", config.Models[0].Metadata["cost"].GetString());
        Assert.Equal(new LeadWorkerConfig { LeadTurns = 4, FailureThreshold = 3, FallbackTurns = 1 }, config.LeadWorker);
        Assert.Equal((new ModelReference("main", "big-1"), new ModelReference("second", "mini")), (config.Aliases["BIG"], config.Aliases["small"]));
        Assert.Equal(new HealthConfig { FailureThreshold = 7, RecoveryCooldown = TimeSpan.FromSeconds(20) }, config.Health);
        Assert.Equal(new BudgetConfig { PerSessionUsd = 0.5m, PerDayUsd = 10, UnknownPrice = UnknownPriceAction.Block }, config.Budget);
        Assert.Equal(new UsageConfig { PricesPath = "~/prices.json", Ledger = false }, config.Usage);
        Assert.Equal((TimeSpan.FromMinutes(90), false, "~/missy-audit.jsonl"), (config.ModelsCacheTtl, config.Watch, config.AuditPath));
        Assert.Equal((true, SwitchHistory.Keep, 50), (config.Sessions.Persist, config.Sessions.OnSwitch, config.Sessions.MaxTurns));
        Assert.Equal(["ops_ann"], config.Sessions.AllowedSenders);
    }

    [Fact]
    public void A_provider_entry_keeps_every_setting()
    {
        var main = Good(ExampleFile.Text).Providers[0];

        Assert.Equal(("anthropic", "big-1", "small-1", "huge-1"), (main.Wire, main.Model, main.FastModel, main.PremiumModel));
        Assert.Equal((null, "MAIN_KEY", KeyRotationStrategy.RoundRobin), (main.ApiKey, main.ApiKeyEnv, main.KeyRotation));
        Assert.Equal(["KEY_1", "work", "#3"], main.ApiKeys.Select(k => k.SlotName));
        Assert.Equal(["$KEY_1", "$KEY_2", "file:~/keys/third"], main.ApiKeys.Select(k => k.Secret.ToString()));
        Assert.Equal(["big-*"], main.ApiKeys[1].Models);
        Assert.Equal(new Uri("https://gateway.example/v1"), main.BaseUrl);
        Assert.Equal((LocalMode.Auto, AuthMode.Bearer, PromptCacheMode.Off), (main.Local, main.Auth, main.PromptCache));
        Assert.Equal(("$TEAM", "12"), (main.Headers["x-team"].ToString(), main.Headers["X-Trace"].Value));
        Assert.Equal((2000, 30, 40000, 2.5, true), (main.MaxTokens, main.RequestsPerMinute, main.TokensPerMinute, main.Weight, main.Enabled));
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(90.5)), (main.ConnectTimeout, main.Timeout));
        Assert.Equal((TimeSpan.FromSeconds(45), TimeSpan.Zero, 5), (main.IdleTimeout, main.MaxWait, main.Line));
        Assert.Equal([new("groq", "llama-small"), new("second", "mini")], main.Fallback!);
        Assert.Equal("""{"on":true,"ratio":0.25,"none":null}""", main.Options["nested"].GetRawText());
        Assert.Equal(("5", "\"2\"", """["A","1"]"""), (main.Options["top_k"].GetRawText(), main.Options["version"].GetRawText(), main.Options["stop"].GetRawText()));
    }

    [Fact]
    public void Routing_reliability_and_network_keep_every_setting()
    {
        var config = Good(ExampleFile.Text);

        var routing = config.Routing;
        Assert.Equal((RoutingStrategy.Score, 50, 900), (routing.Strategy, routing.SimpleThreshold, routing.ComplexThreshold));
        Assert.Equal("ping", Assert.Single(routing.SimpleWords));
        Assert.Equal("prove", Assert.Single(routing.PremiumWords));
        Assert.Equal([new("groq", "llama-small"), new("main", "big-1"), new("main", "huge-1")], [routing.SimpleModel!, routing.MediumModel!, routing.ComplexModel!]);
        Assert.Equal(new ScoreWeights { PerCharacter = 2, PerTool = 10, PerMaxToken = 0.5 }, routing.ScoreWeights);
        Assert.Equal(FallbackMode.Chain, routing.Fallback);
        Assert.Equal([new("openai", "mini"), new("ollama", "llama3.2")], routing.FallbackChain);
        Assert.Equal(
            new ReliabilityConfig { MaxRetries = 2, Backoff = TimeSpan.FromMilliseconds(250), MaxBackoff = TimeSpan.FromSeconds(4), CallTimeout = TimeSpan.FromSeconds(30), RetryQuota = 100 },
            config.Reliability);
        var network = config.Network;
        Assert.Equal([new("api.example.com", 443), new("::1", 8080)], network.AllowedHosts);
        Assert.Equal([new("llm.example", 8443)], network.ProviderAllowedHosts);
        Assert.Equal(["*.example.org"], network.AllowedDomains);
        Assert.Equal(["10.0.0.0/8", "fd00::/8"], network.AllowedCidrs.Select(c => c.ToString()));
        Assert.Equal([new("api.example.com", "POST", "/v1/**", RestAction.Allow), new("*", "*", "/**", RestAction.Deny)], network.RestPolicies);
        Assert.Equal((1_000_000, ProxyMode.Url, new Uri("http://proxy.example:3128")), (network.MaxResponseBytes, network.Proxy, network.ProxyUrl));
    }

    [Fact]
    public void The_defaults_written_out_are_the_defaults()
    {
        var config = Good("""
            config_version: 2
            providers:
              anthropic:
                name: anthropic
                api_key: null
                key_rotation_strategy: failover
                base_url: null
                local: auto
                auth: auto
                headers: {}
                max_tokens: null
                connect_timeout: 10
                idle_timeout: 60
                enabled: true
                weight: 1
                requests_per_minute: 0
                tokens_per_minute: 0
                max_wait_seconds: 30
                fallback: null
                options: {}
            lead_worker: {lead_turns: 3, failure_threshold: 2, fallback_turns: 2}
            routing:
              strategy: rules
              simple_threshold: 100
              complex_threshold: 500
              score_weights: {per_character: 1, per_tool: 20, per_max_token: 0.05}
              fallback: none
            reliability: {max_retries: 3, backoff_ms: 500, max_backoff_ms: 8000, call_timeout: 0, retry_quota: 500}
            health: {failure_threshold: 5, recovery_cooldown_secs: 60}
            network: {default_deny: true, allowed_hosts: [], rest_policies: [], max_response_bytes: 52428800, proxy: null}
            budget: {per_session_usd: 0, per_day_usd: 0, unknown_price: warn}
            usage: {prices: null, ledger: true}
            sessions: {persist: false, on_switch: clear, max_turns: 0, allowed_senders: []}
            models_cache_ttl_hours: 24
            watch: true
            audit: null
            """);

        Assert.Equivalent(Good("providers: {anthropic: }").Providers[0] with { Line = 3 }, config.Providers[0], strict: true);
        Assert.Equivalent(MissyConfig.Empty, config with { Providers = [] }, strict: true);
        Assert.Equal(TimeSpan.FromSeconds(10), config.Providers[0].ConnectTimeout);
        Assert.Null(config.Reliability.CallTimeout);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n\n")]
    [InlineData("# only a comment\n")]
    [InlineData("---\n# nothing\n")]
    [InlineData("~")]
    [InlineData("{}")]
    [InlineData("\uFEFF# after a byte order mark")]
    [InlineData("providers:\nnetwork: ~\naliases: null\nmodels:\n")]
    public void A_file_that_says_nothing_is_the_empty_configuration(string text) =>
        Assert.Equivalent(MissyConfig.Empty, Good(text), strict: true);

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData("---\n")]
    public void What_stands_before_the_first_key_does_no_harm(string before) =>
        Assert.Equal("m", Good(before + "providers: {openai: {model: m}}").Providers[0].Model);

    [Fact]
    public void Windows_line_ends_give_the_same_values_and_lines()
    {
        var result = Read("providers:\r\n  openai:\r\n    model: m\r\n    timeot: 4\r\n");
        Assert.Equal("m", result.Config.Providers[0].Model);
        Assert.Equal((4, 5), (result.Diagnostics[0].Line, result.Diagnostics[0].Column));
    }
}
