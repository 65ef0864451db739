using static Missy.Tests.Configuration.Reading;

namespace Missy.Tests.Configuration;

public class SecrecyTests
{
    private const string Canary = "canary-literal-7";

    [Theory]
    [InlineData("api_key: [canary-literal-7]")]
    [InlineData("api_key: {canary-literal-7: x}")]
    [InlineData("api_key: 'canary-literal-7 canary-literal-7'")]
    [InlineData("api_key: $canary-literal-7")]
    [InlineData("api_key: ${canary-literal-7}")]
    [InlineData("api_key: secret://canary-literal-7")]
    [InlineData("api_key_env: canary-literal-7")]
    [InlineData("api_key_env: $canary-literal-7")]
    [InlineData("api_keys: canary-literal-7")]
    [InlineData("api_keys: [{canary-literal-7}]")]
    [InlineData("api_keys: [{canary-literal-7: name}, {key: a b canary-literal-7}]")]
    [InlineData("api_keys: [canary-literal-7, [canary-literal-7], $canary-literal-7]")]
    [InlineData("api_keys: [{key: canary-literal-7, models: canary-literal-7}]")]
    [InlineData("headers: {X-Key: [canary-literal-7]}")]
    [InlineData("headers: {'Authorization Bearer canary-literal-7': }")]
    [InlineData("headers: {X-Key: 'é canary-literal-7'}")]
    [InlineData("headers: canary-literal-7")]
    [InlineData("base_url: 'https://user:canary-literal-7@host.example'")]
    [InlineData("base_url: 'https://host.example/?key=canary-literal-7'")]
    [InlineData("base_url: canary-literal-7")]
    [InlineData("timeout: canary-literal-7")]
    [InlineData("enabled: canary-literal-7")]
    [InlineData("auth: canary-literal-7")]
    [InlineData("name: canary-literal-7")]
    [InlineData("fallback: [canary-literal-7]")]
    [InlineData("options: canary-literal-7")]
    [InlineData("api_key: *canary-literal-7")]
    [InlineData("api_key: !canary-literal-7 x")]
    [InlineData("api_key: \"canary-literal-7")]
    [InlineData("api_key: @canary-literal-7")]
    [InlineData("api_key: {canary-literal-7")]
    [InlineData("api_key: x: canary-literal-7")]
    public void No_finding_repeats_a_value_that_may_be_a_key(string setting)
    {
        var result = Read($"providers:\n  openai:\n    api_key_env: X\n  bad:\n    {setting}\n");
        Assert.NotEmpty(result.Diagnostics);
        Assert.DoesNotContain(Canary, string.Join('\n', result.Diagnostics), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Canary, string.Join('\n', result.LeftOut.Values), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("default_provider: canary-literal-7")]
    [InlineData("default_model: {provider: canary-literal-7, model: m}")]
    [InlineData("network: {proxy: 'http://user:canary-literal-7@proxy.example'}")]
    [InlineData("network: {allowed_hosts: ['canary-literal-7@host']}")]
    public void Neither_do_findings_about_the_rest_of_the_file(string text) =>
        Assert.DoesNotContain(Canary, Finding(text).ToString(), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void A_literal_key_of_a_good_file_does_not_show_in_the_result()
    {
        var config = Good("providers: {openai: {api_key: canary-literal-7, headers: {X-Key: Bearer canary-literal-7}}}");
        Assert.Equal(Canary, config.Providers[0].ApiKey!.Value);
        Assert.DoesNotContain(Canary, config.Providers[0].ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, System.Text.Json.JsonSerializer.Serialize(config.Providers), StringComparison.Ordinal);
    }
}
