namespace Missy.Tests.Cli;

[Collection(CommandLineCollection.Name)]
public sealed class PolicyTests
{
    // Addresses, so that nothing is looked up; nothing is sent to them either.
    private const string Config = """
        network:
          allowed_hosts: ["93.184.215.14:8443"]
          rest_policies:
            - { host: "93.184.215.14", method: GET, path: /v1/**, action: allow }
        providers:
          it: { name: openai, model: m, base_url: "http://93.184.215.15/v1", api_key: test-key-1 }
        """;

    [Theory]
    [InlineData("https://93.184.215.14:8443/v1/models", "GET", 0, "allowed by")]
    [InlineData("https://93.184.215.14:8443/v1/models", "POST", 3, "denied by")]
    [InlineData("https://93.184.215.14:9999/v1/models", "GET", 3, "denied by")]
    [InlineData("http://169.254.169.254/latest", "GET", 3, "denied by")]
    public async Task Policy_tells_the_verdict_and_exits_by_it(string url, string method, int exitCode, string verdict)
    {
        using var missy = new CommandLine();
        missy.WriteConfig(Config);

        Assert.Equal(exitCode, await missy.RunAsync("config", "policy", url, "--method", method));
        Assert.Contains(verdict, missy.Out, StringComparison.Ordinal);

        Assert.Equal(exitCode, await missy.RunAsync("config", "policy", url, "--method", method, "--json"));
        Assert.Equal(exitCode == 0, missy.OutJson.GetProperty("allowed").GetBoolean());
        Assert.Equal(url, missy.OutJson.GetProperty("url").GetString());
    }

    [Fact]
    public async Task A_call_that_the_policy_denies_exits_with_3_and_names_host_port_and_rule()
    {
        using var missy = new CommandLine();
        missy.WriteConfig(Config);

        Assert.Equal(3, await missy.RunAsync("ask", "hi", "--provider", "it", "--json"));

        var error = missy.OutJson.GetProperty("error");
        Assert.Equal("PolicyDenied", error.GetProperty("kind").GetString());
        Assert.Contains("93.184.215.15:80", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("rule https", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("test-key-1", missy.Out + missy.Err, StringComparison.Ordinal);
    }
}
