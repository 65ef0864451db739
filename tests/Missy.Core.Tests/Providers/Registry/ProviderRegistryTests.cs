using Missy.Tests.Client;

namespace Missy.Tests.Providers.Registry;

public sealed class ProviderRegistryTests
{
    [Fact]
    public void Providers_keep_the_order_of_the_file_and_their_own_names()
    {
        using var harness = new ClientHarness("providers: { zeta: { name: groq }, Alpha: { name: openai }, ollama: {} }");

        var registry = harness.Client.Registry;

        Assert.Equal(["zeta", "Alpha", "ollama"], registry.Providers.Select(provider => provider.Name));
        Assert.Equal("groq", registry.Get("ZETA").Service.Name);
    }

    [Fact]
    public void A_bad_entry_is_left_out_with_its_reason_and_the_others_work()
    {
        using var harness = new ClientHarness("""
            providers:
              bad: { name: openai, model: m, timeout: soon }
              good: { name: ollama, model: m }
            """);

        var failure = Assert.Throws<MissyException>(() => harness.Client.Registry.Get("bad"));

        Assert.Contains("left out", failure.Message, StringComparison.Ordinal);
        Assert.Contains("timeout", failure.Message, StringComparison.Ordinal);
        Assert.Equal("good", harness.Client.Registry.Get("good").Name);
    }

    [Fact]
    public async Task A_refused_file_stops_every_call_and_says_what_is_wrong()
    {
        using var harness = new ClientHarness("network: { default_deny: perhaps }\nproviders: { ollama: { model: m } }\n");

        var failure = await harness.FailingRouteAsync("simulator");

        Assert.Equal(ErrorKind.Configuration, failure.Kind);
        Assert.Contains("network.default_deny", failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.Remedy);
    }

    [Fact]
    public void A_file_that_was_named_and_is_not_there_is_an_error()
    {
        using var harness = new ClientHarness();
        harness.Variables["MISSY_CONFIG"] = Path.Combine(harness.HomeFolder!, "elsewhere.yaml");

        var failure = Assert.Throws<MissyException>(() => harness.Client.Registry);

        Assert.Contains("elsewhere.yaml", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_whose_address_depends_on_the_account_asks_for_it()
    {
        using var harness = new ClientHarness("providers: { azure: { model: m, api_key: test-key-1 } }");

        Assert.Contains(
            "https://RESOURCE.openai.azure.com", harness.Client.Registry.Get("azure").WhyUnavailable(), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_name_of_a_service_finds_the_entry_of_that_name_only()
    {
        using var harness = new ClientHarness("providers: { xai: { model: m }, mine: { name: gemini } }");

        Assert.Equal("xai", harness.Client.Registry.Get("grok").Name);
        Assert.Throws<MissyException>(() => harness.Client.Registry.Get("google"));
    }

    [Fact]
    public void Many_threads_may_use_one_registry()
    {
        using var harness = new ClientHarness();
        var registry = harness.Client.Registry;

        Parallel.For(0, 200, _ =>
        {
            Assert.Equal("simulator", registry.Get("SIM").Name);
            Assert.Empty(registry.Providers);
        });
    }
}
