using Missy.Configuration;

namespace Missy.Tests.Configuration;

public class ConfigSettingTests
{
    private const string Canary = "canary-literal-7";

    [Fact]
    public void Every_value_is_listed_in_file_order_with_its_key_line_and_purpose()
    {
        var settings = ConfigSettings.Of("""
            config_version: 2
            providers:
              main:
                timeout: 90.5
                api_keys: [$KEY_1, {key: "${KEY_2}", name: work}]
                fallback: []
              ollama:
            default_model: {provider: main, model_id: big-1}
            watch: TRUE
            budget: {unknown_price: WARN, per_day_usd: 0x10}
            audit: null
            """);
        Assert.Equal(
            [
                ("config_version", (object?)2L, 1, true),
                ("providers.main.timeout", 90.5, 4, false),
                ("providers.main.api_keys[0]", "$KEY_1", 5, false),
                ("providers.main.api_keys[1].key", "$KEY_2", 5, false),
                ("providers.main.api_keys[1].name", "work", 5, false),
                ("providers.main.fallback", "[]", 6, false),
                ("providers.ollama", "{}", 7, false),
                ("default_model.provider", "main", 8, false),
                ("default_model.model_id", "big-1", 8, false),
                ("watch", true, 9, true),
                ("budget.unknown_price", "WARN", 10, true),
                ("budget.per_day_usd", 16L, 10, false),
                ("audit", null, 11, true),
            ],
            settings.Select(s => (s.Key, s.Value, s.Line!.Value, s.IsDefault)));
        Assert.Equal("The wait for the first byte of an answer, in seconds.", settings[1].Description);
        Assert.Null(settings[6].Description);
    }

    [Theory]
    [InlineData("api_key: canary-literal-7", "api_key", "***")]
    [InlineData("api_key: $NAME", "api_key", "$NAME")]
    [InlineData("api_key: secret://Vault/Entry", "api_key", "secret://Vault/Entry")]
    [InlineData("api_key: $canary-literal-7", "api_key", "***")]
    [InlineData("api_key: {canary-literal-7: x}", "api_key", "***")]
    [InlineData("api_key: [canary-literal-7]", "api_key", "***")]
    [InlineData("api_keys: canary-literal-7", "api_keys", "***")]
    [InlineData("api_keys: [canary-literal-7]", "api_keys[0]", "***")]
    [InlineData("api_keys: [{key: canary-literal-7}]", "api_keys[0].key", "***")]
    [InlineData("api_keys: [{canary-literal-7}]", "api_keys[0].***", null)]
    [InlineData("headers: {X-Team: canary-literal-7}", "headers.X-Team", "***")]
    [InlineData("headers: {X-Team: $TEAM}", "headers.X-Team", "$TEAM")]
    [InlineData("headers: {'Authorization Bearer canary-literal-7': x}", "headers.***", "***")]
    [InlineData("api_key_env: canary-literal-7", "api_key_env", "***")]
    [InlineData("timeout: canary-literal-7", "timeout", "***")]
    [InlineData("auth: canary-literal-7", "auth", "***")]
    [InlineData("base_url: 'https://user:canary-literal-7@host.example'", "base_url", "***")]
    [InlineData("base_url: 'https://host.example/v1?key=canary-literal-7'", "base_url", "https://host.example/v1?***")]
    [InlineData("apikey: canary-literal-7", "apikey", "***")]
    [InlineData("passwords: {a: [canary-literal-7]}", "passwords.a[0]", "***")]
    [InlineData("options: {client_secret: canary-literal-7}", "options.client_secret", "***")]
    [InlineData("options: {max_completion_tokens: 5}", "options.max_completion_tokens", 5L)]
    [InlineData("options: {where: {url: 'https://host.example?sig=canary-literal-7'}}", "options.where.url", "https://host.example?***")]
    public void What_may_be_a_secret_is_masked_and_references_are_shown(string setting, string key, object? shown)
    {
        var only = Assert.Single(ConfigSettings.Of($"providers: {{it: {{{setting}}}}}"));
        Assert.Equal(("providers.it." + key, shown), (only.Key, only.Value));
        Assert.DoesNotContain(Canary, only.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_in_the_place_of_a_section_is_masked() =>
        Assert.Equal("***", Assert.Single(ConfigSettings.Of($"providers: {{it: {Canary}}}")).Value);

    [Theory]
    [InlineData("")]
    [InlineData("# nothing")]
    [InlineData("- a list")]
    [InlineData("providers: {")]
    [InlineData("a: *none")]
    public void Text_that_is_no_configuration_has_no_settings(string text) => Assert.Empty(ConfigSettings.Of(text));

    [Fact]
    public void Defaults_complete_the_file()
    {
        var named = ConfigSettings.Of("health: {failure_threshold: 9}\nnetwork: {allowed_hosts: [a.example]}\nroutes: 1");
        var defaults = ConfigSettings.Defaults(named).ToDictionary(s => s.Key, s => s.Value);
        Assert.DoesNotContain("health.failure_threshold", defaults);
        Assert.DoesNotContain("network.allowed_hosts", defaults);
        Assert.Equal(60L, defaults["health.recovery_cooldown_secs"]);
        Assert.Equal("[]", defaults["network.allowed_domains"]);
        Assert.Equal("none", defaults["routing.fallback"]);
        Assert.Equal(0.05, defaults["routing.score_weights.per_max_token"]);
        Assert.Equal("warn", defaults["budget.unknown_price"]);
        Assert.Null(defaults["network.proxy"]);
        Assert.DoesNotContain(defaults.Keys, key => key.StartsWith("providers", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_default_that_is_written_out_is_read_as_the_default()
    {
        foreach (var setting in ConfigSettings.Defaults([]))
        {
            var (keys, value) = (setting.Key.Split('.'), setting.Value is bool b ? (b ? "true" : "false") : FormattableString.Invariant($"{setting.Value ?? "null"}"));
            var text = string.Concat(keys.Select(key => $"{{{key}: ")) + value + new string('}', keys.Length);
            Assert.Equivalent(MissyConfig.Empty, Reading.Good(text), strict: true);
            Assert.True(Assert.Single(ConfigSettings.Of(text)).IsDefault, text);
        }
    }

    [Fact]
    public void Changes_come_in_the_order_of_the_new_text_and_removed_keys_last()
    {
        var changes = ConfigSettings.Changes(
            "watch: true\nusage: {ledger: false, prices: p.json}\nproviders: {a: {model: x, timeout: 5}, b: {}}",
            "providers: {a: {model: y, timeout: 5.0}, c: {model: z}, b: {weight: 2}}\nusage: {prices: null}\nwatch: false\nbudget:");
        Assert.Equal(
            [
                new("providers.a.model", "x", "y"),
                new("providers.c.model", null, "z"),
                new("providers.b.weight", null, 2L),
                new("usage.prices", "p.json", null),
                new("watch", true, false),
                new ConfigChange("usage.ledger", false, null),
            ],
            changes);
    }

    [Theory]
    [InlineData("test-key-1", "test-key-2", "***", "***")]
    [InlineData("test-key-1", "$NAME", "***", "$NAME")]
    [InlineData("$OLD", "${NEW}", "$OLD", "$NEW")]
    public void A_changed_key_is_told_without_being_shown(string old, string now, string shownOld, string shownNow)
    {
        var change = Assert.Single(ConfigSettings.Changes($"providers: {{a: {{api_key: {old}}}}}", $"providers: {{a: {{api_key: \"{now}\"}}}}"));
        Assert.Equal(new ConfigChange("providers.a.api_key", shownOld, shownNow), change);
    }

    [Theory]
    [InlineData("watch: true # one", "# two\n'watch':   true")]
    [InlineData("budget: {per_day_usd: 1}", "budget:\n  per_day_usd: 1.0")]
    [InlineData("audit: ~", "")]
    [InlineData("x: &a {model: m}\nproviders: {b: *a}", "providers: {b: {model: m}}\nx: {model: m}")]
    public void What_only_looks_different_is_no_change(string old, string now) => Assert.Empty(ConfigSettings.Changes(old, now));

    [Fact]
    public void Another_order_of_the_providers_is_a_change() =>
        Assert.Equal(
            new ConfigChange("providers", "a, b, c", "c, a, d"),
            ConfigSettings.Changes("providers: {a: {}, b: {}, c: {model: m}}", "providers: {c: {model: m}, a: {}, d: {}}")[0]);

    [Fact]
    public void A_provider_without_settings_comes_and_goes() =>
        Assert.Equal(
            [new("providers.b", null, "{}"), new ConfigChange("providers.a", "{}", null)],
            ConfigSettings.Changes("providers: {a: }", "providers: {b: }"));
}
