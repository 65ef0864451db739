using Missy.Configuration;
using Missy.Configuration.Schema;
using static Missy.Tests.Configuration.Reading;

namespace Missy.Tests.Configuration;

public class SectionTests
{
    public static TheoryData<string, string> BadValues { get; } = new()
    {
        { "default_provider: 7", "default_provider" },
        { "default_model: ''", "default_model" },
        { "default_model: [openai, m]", "default_model" },
        { "default_model: {provider: openai}", "default_model" },
        { "default_model: {provider: nobody-here, model: m}", "default_model" },
        { "models: {lead: openai/m}", "models" },
        { "lead_worker: 3", "lead_worker" },
        { "lead_worker: {lead_turns: -1}", "lead_worker.lead_turns" },
        { "lead_worker: {failure_threshold: 0}", "lead_worker.failure_threshold" },
        { "lead_worker: {fallback_turns: two}", "lead_worker.fallback_turns" },
        { "aliases: [a, b]", "aliases" },
        { "routing: rules", "routing" },
        { "routing: {strategy: rulez}", "routing.strategy" },
        { "routing: {words: [debug]}", "routing.words" },
        { "routing: {words: {simple: [1]}}", "routing.words.simple[0]" },
        { "routing: {words: {simple: [ping, '']}}", "routing.words.simple[1]" },
        { "routing: {words: {simple: [' ']}}", "routing.words.simple[0]" },
        { "routing: {words: {premium: ['dead lock']}}", "routing.words.premium[0]" },
        { "routing: {words: {premium: [dead-lock]}}", "routing.words.premium[0]" },
        { "routing: {words: {premium: [prove, \"what's\"]}}", "routing.words.premium[1]" },
        { "routing: {words: {premium: [c++]}}", "routing.words.premium[0]" },
        { "routing: {words: {premium: ['🐛']}}", "routing.words.premium[0]" },
        { "routing: {simple_model: 4}", "routing.simple_model" },
        { "routing: {simple_threshold: -1}", "routing.simple_threshold" },
        { "routing: {simple_threshold: 600}", "routing.simple_threshold" },
        { "routing: {simple_threshold: 5, complex_threshold: 4}", "routing.complex_threshold" },
        { "routing: {score_weights: {per_tool: .inf}}", "routing.score_weights.per_tool" },
        { "routing: {fallback: everyone}", "routing.fallback" },
        { "routing: {fallback: {any: true}}", "routing.fallback" },
        { "routing: {fallback: [mini]}", "routing.fallback[0]" },
        { "reliability: {max_retries: 1.0}", "reliability.max_retries" },
        { "reliability: {backoff_ms: 9000}", "reliability.backoff_ms" },
        { "reliability: {max_backoff_ms: 100}", "reliability.max_backoff_ms" },
        { "reliability: {call_timeout: -5}", "reliability.call_timeout" },
        { "health: {failure_threshold: 0}", "health.failure_threshold" },
        { "health: {recovery_cooldown_secs: 0}", "health.recovery_cooldown_secs" },
        { "usage: {ledger: \"true\"}", "usage.ledger" },
        { "usage: {prices: [a]}", "usage.prices" },
        { "sessions: {on_switch: forget}", "sessions.on_switch" },
        { "sessions: {allowed_senders: ann}", "sessions.allowed_senders" },
        { "models_cache_ttl_hours: day", "models_cache_ttl_hours" },
        { "watch: on", "watch" },
        { "audit: true", "audit" },
    };

    public static TheoryData<string, string> RefusingValues { get; } = new()
    {
        { "network: deny", "network" },
        { "network: {default_deny: \"false\"}", "network.default_deny" },
        { "network: {allowed_hosts: api.example}", "network.allowed_hosts" },
        { "network: {allowed_hosts: [\"https://api.example\"]}", "network.allowed_hosts[0]" },
        { "network: {allowed_hosts: [\"*.example\"]}", "network.allowed_hosts[0]" },
        { "network: {allowed_hosts: [\"a.example:0\"]}", "network.allowed_hosts[0]" },
        { "network: {allowed_hosts: [\"a.example:70000\"]}", "network.allowed_hosts[0]" },
        { "network: {allowed_hosts: [\"127.1\"]}", "network.allowed_hosts[0]" },
        { "network: {allowed_hosts: [\"a b\"]}", "network.allowed_hosts[0]" },
        { "network: {allowed_domains: [\"*.*.example\"]}", "network.allowed_domains[0]" },
        { "network: {allowed_domains: [\"*\"]}", "network.allowed_domains[0]" },
        { "network: {allowed_cidrs: [10.0.0.0/8, 10.0.0.1/8]}", "network.allowed_cidrs[1]" },
        { "network: {allowed_cidrs: [10.0.0.0/33]}", "network.allowed_cidrs[0]" },
        { "network: {allowed_cidrs: [10.0.0.1]}", "network.allowed_cidrs[0]" },
        { "network: {allowed_cidrs: [10/8]}", "network.allowed_cidrs[0]" },
        { "network: {allowed_cidrs: [intranet]}", "network.allowed_cidrs[0]" },
        { "network: {rest_policies: [{host: a.example, action: alow}]}", "network.rest_policies[0].action" },
        { "network: {rest_policies: [{host: a.example}]}", "network.rest_policies[0]" },
        { "network: {rest_policies: [{action: deny}]}", "network.rest_policies[0]" },
        { "network: {rest_policies: [{host: a.example, path: v1, action: deny}]}", "network.rest_policies[0].path" },
        { "network: {rest_policies: [{host: a.example, method: \"GET /\", action: deny}]}", "network.rest_policies[0].method" },
        { "network: {max_response_bytes: 0}", "network.max_response_bytes" },
        { "network: {proxy: proxy.example}", "network.proxy" },
        { "network: {proxy: \"http://me:word@proxy.example\"}", "network.proxy" },
        { "network: {proxy: true}", "network.proxy" },
        { "budget: {per_day_usd: -1}", "budget.per_day_usd" },
        { "budget: {per_session_usd: \"5\"}", "budget.per_session_usd" },
        { "budget: {unknown_price: stop}", "budget.unknown_price" },
        { "budget: {per_day_usd: 1, per_day_usd: 2}", "budget.per_day_usd" },
        { "config_version: 1", "config_version" },
        { "config_version: 3", "config_version" },
        { "config_version: two", "config_version" },
    };

    [Theory]
    [MemberData(nameof(BadValues))]
    public void A_bad_setting_falls_back_to_its_default_and_the_rest_stands(string line, string key)
    {
        var result = Read(line + "\nproviders: {openai: {model: m}}\n");

        var error = Assert.Single(result.Diagnostics);
        Assert.Equal((FileName, 1, DiagnosticSeverity.Error, key), (error.File, error.Line, error.Severity, error.Key));
        Assert.NotEmpty(error.Remedy);
        Assert.False(result.Refused);
        Assert.Equivalent(Good("\nproviders: {openai: {model: m}}\n"), result.Config, strict: true);
    }

    [Theory]
    [MemberData(nameof(RefusingValues))]
    public void An_error_where_a_guess_would_be_unsafe_refuses_the_file(string line, string key)
    {
        var result = Read(line + "\nproviders: {openai: {model: m}}\n");

        var error = Assert.Single(result.Diagnostics);
        Assert.Equal((1, DiagnosticSeverity.Error, key), (error.Line, error.Severity, error.Key));
        Assert.NotEmpty(error.Remedy);
        Assert.True(result.Refused);
        Assert.Same(MissyConfig.Empty, result.Config);
    }

    [Theory]
    [InlineData("config_version: 3", "Update Missy")]
    [InlineData("config_version: 1", "config_version: 2")]
    [InlineData("network: {allowed_cidrs: [10.0.0.1]}", "10.0.0.1/32")]
    [InlineData("watch: yes", "true or false, without quotes")]
    [InlineData("routing: {strategy: rulse}", "Did you mean 'rules'? Write one of rules, score, off.")]
    [InlineData("providers: {x: {name: antropic}}", "Did you mean 'anthropic'?")]
    [InlineData("providers: {my-gateway: {base_url: 'https://x.example'}}", "write `name: openai` with its base_url")]
    [InlineData("models: [{provider: ollam, model: m, purpose: p}]", "'ollama'")]
    public void A_remedy_says_what_to_write(string text, string remedy) =>
        Assert.Contains(remedy, Finding(text).Remedy, StringComparison.Ordinal);

    [Theory]
    [InlineData("A.Example.COM.", "a.example.com", 443)]
    [InlineData("bücher.example:8443", "xn--bcher-kva.example", 8443)]
    [InlineData("192.168.1.5:11434", "192.168.1.5", 11434)]
    [InlineData("::1", "::1", 443)]
    [InlineData("[2001:DB8:0::1]:80", "2001:db8::1", 80)]
    [InlineData("my_host:9000", "my_host", 9000)]
    [InlineData("localhost", "localhost", 443)]
    public void A_host_is_brought_into_one_form(string text, string host, int port) =>
        Assert.Equal(new HostEndpoint(host, port), Assert.Single(Good($"network: {{allowed_hosts: ['{text}']}}").Network.AllowedHosts));

    [Theory]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    [InlineData("127.0.0.1.")]
    [InlineData("010.0.0.1")]
    [InlineData("1:2:3")]
    [InlineData("[a.example]")]
    [InlineData("-.example")]
    [InlineData("a..example")]
    [InlineData("a.example:+80")]
    [InlineData(":80")]
    public void An_ambiguous_or_malformed_host_is_refused(string text) =>
        Assert.Equal("network.allowed_hosts[0]", Finding($"network: {{allowed_hosts: ['{text}']}}").Key);

    [Fact]
    public void Every_error_of_a_file_is_reported_at_once_in_file_order()
    {
        var result = Read("""
            watch: perhaps
            providers:
              a b: {name: openai}
              bad: {name: openai, timeout: -1, weight: x, tiemout: 3}
              good: {name: openai}
            networ: {}
            budget: {per_day_usd: lots}
            """);

        Assert.Equal(
            ["watch", "providers.a b", "providers.bad.timeout", "providers.bad.weight", "providers.bad.tiemout", "networ", "budget.per_day_usd"],
            result.Diagnostics.Select(d => d.Key));
        Assert.Equal([1, 3, 4, 4, 4, 6, 7], result.Diagnostics.Select(d => d.Line));
        Assert.True(result.HasErrors);
    }

    [Fact]
    public void A_bad_purpose_or_alias_is_left_out_with_its_reason_and_the_others_stand()
    {
        var result = Read("""
            models:
              - {provider: openai, model: m, purpose: worker}
              - {provider: openai, purpose: lead}
            aliases:
              good: openai/m
              bad: {provider: openai}
              a/b: openai/m
            """);

        Assert.Equal("worker", Assert.Single(result.Config.Models).Purpose);
        Assert.Equal("good", Assert.Single(result.Config.Aliases).Key);
        Assert.Contains("The key model is missing.", result.LeftOutPurposes["LEAD"], StringComparison.Ordinal);
        Assert.Contains("line 6", result.LeftOutAliases["Bad"], StringComparison.Ordinal);
        Assert.Equal(3, result.Diagnostics.Count);
    }

    [Fact]
    public void Every_field_has_a_description_and_names_are_unique_within_a_section()
    {
        IReadOnlyList<Field>[] sections =
        [
            RootSection.Section.Fields, ProviderSection.Section.Fields, PurposeSection.Section.Fields, LeadWorkerSection.Section.Fields,
            RoutingSection.Section.Fields, WordsSection.Section.Fields, ScoreWeightsSection.Section.Fields, ReliabilitySection.Section.Fields,
            HealthSection.Section.Fields, NetworkSection.Section.Fields, RestPolicySection.Section.Fields, BudgetSection.Section.Fields,
            UsageSection.Section.Fields, SessionsSection.Section.Fields,
        ];
        Assert.All(sections, fields => Assert.Equal(fields.Count, fields.Select(f => f.Name).Distinct().Count()));
        Assert.All(sections.SelectMany(s => s), field =>
        {
            Assert.EndsWith(".", field.Description, StringComparison.Ordinal);
            Assert.NotEmpty(field.Kind.Expects);
        });
    }

    [Fact]
    public void Diagnostic_codes_are_unique()
    {
        var codes = typeof(DiagnosticCodes).GetFields().Select(f => (string)f.GetRawConstantValue()!).ToList();
        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^MSY[0-9]{4}$", code));
    }

    [Fact]
    public void A_diagnostic_reads_like_a_compilers() =>
        Assert.Equal(
            "config.yaml(1,8): error MSY1102: watch: Expected true or false, found text. Write true or false, without quotes.",
            Finding("watch: maybe").ToString());
}
