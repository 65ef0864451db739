using Missy.Configuration;
using Missy.Providers;
using Missy.Tests.Client;
using Missy.Tests.Support;
using Missy.Usage;

namespace Missy.Tests.Usage;

public sealed class PriceFileTests
{
    private const string Yaml = """
        as_of: 2026-11-01
        prices:
          # the whole house at one rate
          - {provider: corp, model: "*", input: 0, output: 0}
          - provider: openai
            model: gpt-x
            input: 1.5
            output: 6
            cached_input: 0.15
            cache_write: 2
            long_prompt: {above_tokens: 1000, input: 3, output: 12, cached_input: 0.3, cache_write: 4}
            as_of: 2026-11-15
        """;

    private const string Json = """
        {
        	"as_of": "2026-11-01",
        	"prices": [
        		{ "provider": "corp", "model": "*", "input": 0, "output": 0 },
        		{
        			"provider": "openai", "model": "gpt-x", "input": 1.5, "output": 6.0e0, "cached_input": 0.15, "cache_write": 2,
        			"long_prompt": { "above_tokens": 1000, "input": 3, "output": 12, "cached_input": 0.3, "cache_write": 4 },
        			"as_of": "2026-11-15"
        		}
        	]
        }
        """;

    [Theory]
    [InlineData(Yaml)]
    [InlineData(Json)]
    [InlineData("\uFEFF" + Json)]
    public void Yaml_and_json_say_the_same(string text)
    {
        var (prices, findings) = Parse(text);

        Assert.Empty(findings);
        Assert.Equal(
            [
                new PriceEntry("corp", "*", new ModelPrice(0, 0, null), new DateOnly(2026, 11, 1)),
                new PriceEntry("openai", "gpt-x", new ModelPrice(1.5m, 6, 0.15m, new LongPromptPrice(1000, 3, 12, 0.3m, 4), 2), new DateOnly(2026, 11, 15)),
            ],
            prices);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    [InlineData("prices: []")]
    public void A_file_may_hold_nothing(string text)
    {
        var (prices, findings) = Parse(text);

        Assert.Empty(prices);
        Assert.Empty(findings);
    }

    [Theory]
    [InlineData("{provider: corp, model: m, input: 1}", "prices[0]", DiagnosticCodes.MissingKey)]
    [InlineData("{provider: corp, model: m, input: 1, output: -1}", "prices[0].output", DiagnosticCodes.OutOfRange)]
    [InlineData("{provider: corp, model: m, input: \"1\", output: 1}", "prices[0].input", DiagnosticCodes.WrongType)]
    [InlineData("{provider: corp, model: m, input: .inf, output: 1}", "prices[0].input", DiagnosticCodes.OutOfRange)]
    [InlineData("{provider: corp, model: m, input: 1, output: 1, as_of: 1.11.2026}", "prices[0].as_of", DiagnosticCodes.BadForm)]
    [InlineData("{provider: corp, model: m, input: 1, output: 1, as_of: 2026}", "prices[0].as_of", DiagnosticCodes.WrongType)]
    [InlineData("{provider: corp, model: m, input: 1, output: 1, long_prompt: {input: 2, output: 2}}", "prices[0].long_prompt", DiagnosticCodes.MissingKey)]
    [InlineData("{provider: corp, model: m, input: 1, output: 1, long_prompt: {above_tokens: 0, input: 2, output: 2}}", "prices[0].long_prompt.above_tokens", DiagnosticCodes.OutOfRange)]
    [InlineData("m", "prices[0]", DiagnosticCodes.WrongType)]
    [InlineData("{provider: OpenAI, model: other, input: 1, output: 1}", "prices[1]", DiagnosticCodes.DuplicateName)]
    public void A_wrong_entry_is_left_out_and_the_others_stand(string entry, string key, string code)
    {
        var (prices, findings) = Parse($"prices:\n- {entry}\n- {{provider: openai, model: other, input: 1, output: 1}}\n");

        var finding = Assert.Single(findings);
        Assert.Equal(("prices.yaml", key, code, DiagnosticSeverity.Error), (finding.File, finding.Key, finding.Code, finding.Severity));
        Assert.Equal(key.StartsWith("prices[1]", StringComparison.Ordinal) ? 3 : 2, finding.Line);
        Assert.NotEmpty(finding.Remedy);
        Assert.Equal("other", Assert.Single(prices).Model);
    }

    [Fact]
    public void A_provider_that_nobody_knows_and_an_unknown_key_are_warned_about()
    {
        var (prices, findings) = Parse("prices: [{provider: corpp, model: m, input: 1, output: 1, imput: 2}]");

        Assert.Single(prices);
        Assert.All(findings, finding => Assert.Equal(DiagnosticSeverity.Warning, finding.Severity));
        Assert.Equal([DiagnosticCodes.UnknownKey, DiagnosticCodes.UnknownProvider], findings.Select(finding => finding.Code));
        Assert.Contains("'corp'", findings[1].Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prices: {", DiagnosticCodes.YamlSyntax)]
    [InlineData("prices: &a [*a]", DiagnosticCodes.YamlNotSupported)]
    [InlineData("- 1", DiagnosticCodes.WrongType)]
    public void A_file_of_another_form_has_no_price(string text, string code)
    {
        var (prices, findings) = Parse(text);

        Assert.Empty(prices);
        Assert.Equal(code, Assert.Single(findings).Code);
    }

    [Fact]
    public void The_findings_are_those_of_the_configuration()
    {
        using var harness = new ClientHarness("providers: {corp: {name: openai, model: m, base_url: 'http://127.0.0.1:1/v1'}}\nusage: {prices: prices.yaml}\n");
        Assert.Equal(DiagnosticCodes.FileNotFound, Assert.Single(harness.Client.Config.Diagnostics).Code);

        var path = Path.Combine(Path.GetDirectoryName(harness.ConfigPath)!, "prices.yaml");
        UnixFile.Write(path, "prices: [{provider: corp}]");
        var findings = harness.Client.ReloadConfig().Errors;
        Assert.Equal(3, findings.Count);
        Assert.All(findings, finding => Assert.Equal((path, 1), (finding.File, finding.Line)));
        Assert.Equal(findings, harness.Client.ReadConfig(harness.Client.ConfigLocation).Diagnostics);

        UnixFile.Write(path, "prices: []");
        Assert.Equal(ConfigReloadOutcome.Reloaded, harness.Client.ReloadConfig().Outcome);
        Assert.Empty(harness.Client.Config.Diagnostics);
    }

    [Fact]
    public void A_file_that_everyone_may_write_to_is_not_used()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The rule is that of file modes.");
        using var harness = new ClientHarness("providers: {corp: {name: openai, model: m, base_url: 'http://127.0.0.1:1/v1'}}\nusage: {prices: ~/prices.yaml}\n");
        UnixFile.Write(Path.Combine(harness.HomeFolder!, "prices.yaml"), Yaml, "666");

        Assert.Equal(DiagnosticCodes.UnsafeFile, Assert.Single(harness.Client.Config.Diagnostics).Code);
        Assert.Null(Price(harness, "corp", "m"));
    }

    [Fact]
    public void A_user_s_price_wins_over_the_catalogue_s_and_is_shown()
    {
        using var harness = Harness("""
            - {provider: mine, model: gpt-4.1, input: 1, output: 2, as_of: 2026-11-20}
            - {provider: openai, model: gpt-4o, input: 3, output: 4}
            """);

        Assert.Equal(new ModelPrice(1, 2, null), Price(harness, "mine", "gpt-4.1"));
        Assert.Equal(new ModelPrice(3, 4, null), Price(harness, "mine", "gpt-4o"));
        Assert.Equal(0.5m, Price(harness, "other", "gpt-4.1")!.CachedInput);
        var shown = harness.Client.KnownModels(harness.Client.Registry.Get("mine")).Single(model => model.Id == "gpt-4.1");
        Assert.Equal((1m, 2m, new DateOnly(2026, 11, 20), 1_047_576), (shown.InputPrice, shown.OutputPrice, shown.AsOf, shown.ContextTokens));
    }

    [Fact]
    public void The_name_of_a_service_means_its_own_address_alone()
    {
        using var harness = Harness("- {provider: openai, model: '*', input: 1, output: 2}");

        Assert.NotNull(Price(harness, "mine", "anything"));
        Assert.Null(Price(harness, "local", "gpt-4.1"));
    }

    [Theory]
    [InlineData("GPT-4.1", 1)]
    [InlineData("gpt-4.1-2025-04-14", 1)]
    [InlineData("gpt-4o", 2)]
    [InlineData("gpt-4o-mini", 2)]
    [InlineData("o3", 3)]
    public void A_model_s_own_price_wins_over_the_first_pattern_that_fits(string model, int input)
    {
        using var harness = Harness("""
            - {provider: mine, model: gpt-4*, input: 2, output: 9}
            - {provider: mine, model: "*", input: 3, output: 9}
            - {provider: mine, model: gpt-4.1, input: 1, output: 9}
            """);

        Assert.Equal(input, Price(harness, "mine", model)!.Input);
    }

    [Fact]
    public async Task An_answer_costs_what_the_file_says_at_the_time_of_the_call()
    {
        using var harness = new ClientHarness();
        harness.WriteConfig($"providers: {{ it: {{ name: openai, model: m, base_url: '{harness.Simulator.BaseUrl}v1' }} }}\nusage: {{prices: prices.yaml}}\n");
        var path = Path.Combine(Path.GetDirectoryName(harness.ConfigPath)!, "prices.yaml");
        UnixFile.Write(path, "prices: [{provider: it, model: m, input: 0, output: 1000000}]");
        var first = await harness.AskAsync("hi");
        UnixFile.Write(path, "prices: [{provider: it, model: other, input: 0, output: 1000000}]");
        Assert.Equal(ConfigReloadOutcome.Reloaded, harness.Client.ReloadConfig().Outcome);
        var second = await harness.AskAsync("hi");

        Assert.Equal(first.Usage.CompletionTokens, first.Cost);
        Assert.Null(second.Cost);
    }

    private static (IReadOnlyList<PriceEntry> Prices, IReadOnlyList<Diagnostic> Findings) Parse(string text) =>
        PriceFile.Parse(text, "prices.yaml", ["corp"], Missy.Tests.Configuration.Reading.Known);

    private static ModelPrice? Price(ClientHarness harness, string provider, string model) =>
        harness.Client.Prices.Find(harness.Client.Registry.Get(provider), model);

    private static ClientHarness Harness(string prices)
    {
        var harness = new ClientHarness("""
            providers:
              mine: {name: openai, api_key: test-key-1, model: gpt-4.1}
              other: {name: openai, api_key: test-key-1, model: gpt-4.1}
              local: {name: openai, base_url: 'http://127.0.0.1:1/v1', model: m}
            usage: {prices: prices.yaml}
            """);
        UnixFile.Write(Path.Combine(Path.GetDirectoryName(harness.ConfigPath)!, "prices.yaml"), "prices:\n" + prices);
        return harness;
    }
}
