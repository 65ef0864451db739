using Missy.Configuration;
using Missy.Network;

namespace Missy.Tests.Network;

public sealed class RestRuleTests
{
    private static readonly NetworkPolicy Policy = SamplePolicy.With(SamplePolicy.Config with
    {
        RestPolicies =
        [
            new("llm.example", "*", "/repos/secret/**", RestAction.Deny),
            new("llm.example", "GET", "/repos/*/public", RestAction.Allow),
            new("llm.example", "POST", "/v1/**", RestAction.Allow),
            new("*.corp.example", "*", "/admin", RestAction.Deny),
            new("*.corp.example", "*", "/**", RestAction.Allow),
            new("localhost", "POST", "/api/chat", RestAction.Allow),
        ],
    });

    public static TheoryData<string> Secrets =>
    [
        "/repos/secret",
        "/repos/secret/",
        "/repos/secret/x",
        "//repos/secret/x",
        "/repos//secret/x",
        "/repos/./secret/x",
        "/repos/a/../secret/x",
        "/../repos/secret/x",
        "/repos/%73ecret/x",
        "/repos/%73%65%63%72%65%74/x",
        "/repos/%2573ecret/x",
        "/repos/%252573ecret/x",
        "/%72epos/secret/x",
        "/repos%2fsecret/x",
        "/repos%2Fsecret%2Fx",
        "/repos%5csecret/x",
        "/repos/%2e/secret/x",
        "/repos/a/%2e%2e/secret/x",
        "/repos/a/%252e%252e/secret/x",
        "/repos/a/..%2fsecret/x",
        "/v1/..%2frepos/secret/x",
        "/v1/%2e%2e%2frepos%2fsecret",
        "/v1/..%5crepos%5csecret",
        "/repos;a=b/secret/x",
        "/repos/secret;a=b/x",
        "/REPOS/Secret/x",
        "/repos/secret/x?y=z",
        "/repos/secret/x#y",
        "/repos/secret/../secret/x",
    ];

    [Theory, MemberData(nameof(Secrets))]
    public async Task A_forbidden_path_is_forbidden_in_every_spelling(string path)
    {
        foreach (var host in (string[])["llm.example", "LLM.example.", "llm.example:443"])
        {
            var verdict = await SamplePolicy.TestAsync($"https://{host}{path}", Policy, method: "GET");

            Assert.Equal((false, "network.rest_policies[0]"), (verdict.Allowed, verdict.Rule));
        }
    }

    [Theory]
    [InlineData("POST", "https://llm.example/v1/chat/completions", true, "network.rest_policies[2]")]
    [InlineData("post", "https://llm.example//v1/./models/..", true, "network.rest_policies[2]")]
    [InlineData("POST", "https://llm.example/v1", true, "network.rest_policies[2]")]
    [InlineData("POST", "https://llm.example/v1x", false, "network.rest_policies")]
    [InlineData("POST", "https://llm.example/V1/models", false, "network.rest_policies")]
    [InlineData("POST", "https://llm.example/v1/../admin", false, "network.rest_policies")]
    [InlineData("POST", "https://llm.example/v1/..%2fadmin", false, "network.rest_policies")]
    [InlineData("DELETE", "https://llm.example/v1/models", false, "network.rest_policies")]
    [InlineData("GET", "https://llm.example/repos/a/public", true, "network.rest_policies[1]")]
    [InlineData("GET", "https://llm.example/repos/a/b/public", false, "network.rest_policies")]
    [InlineData("GET", "https://llm.example/repos/a%2fb/public", false, "network.rest_policies")]
    [InlineData("POST", "https://llm.example:8443/v1/x", true, "network.rest_policies[2]")]
    [InlineData("POST", "https://a.corp.example/anything", true, "network.rest_policies[4]")]
    [InlineData("POST", "https://a.corp.example/admin", false, "network.rest_policies[3]")]
    [InlineData("POST", "https://a.corp.example/Admin/", false, "network.rest_policies[3]")]
    [InlineData("POST", "https://a.corp.example/admin/x", true, "network.rest_policies[4]")]
    [InlineData("POST", "http://127.0.0.1:11434/api/chat", true, "network.rest_policies[5]")]
    [InlineData("POST", "http://[::1]:11434/api/pull", false, "network.rest_policies")]
    [InlineData("POST", "https://llm.example/v1/%zz", true, "network.rest_policies[2]")]
    [InlineData("POST", "https://llm.example/v1/%c0%ae%c0%ae/admin", false, "network.rest_policies")]
    [InlineData("POST", "https://llm.example/v1/%c0%afadmin", false, "network.rest_policies")]
    [InlineData("POST", "https://llm.example/v1/x%2f%2f..%2fy", false, "network.rest_policies")]
    [InlineData("POST", "https://llm.example/v1/x;/%2e%2e;/y", false, "network.rest_policies")]
    [InlineData("POST", "https://llm.example/v1/%00", false, "network.rest_policies")]
    [InlineData("POST", "https://llm.example/v1/%0d%0ax", false, "network.rest_policies")]
    [InlineData("POST", "https://llm.example/v1/%252525252525252525252e", false, "network.rest_policies")]
    [InlineData("POST", "https://api.openai.com/anything", true, "providers.openai.base_url")]
    [InlineData("POST", "https://apex.example/admin", true, "network.allowed_domains: apex.example")]
    public async Task The_first_rule_that_matches_decides_and_none_is_no(string method, string url, bool allowed, string rule)
    {
        var verdict = await SamplePolicy.TestAsync(url, Policy, method: method);

        Assert.Equal((allowed, rule), (verdict.Allowed, verdict.Rule));
    }

    [Fact]
    public async Task Without_default_deny_no_match_is_no_verdict()
    {
        var policy = new NetworkPolicy(
            new NetworkConfig { DefaultDeny = false, RestPolicies = [new("llm.example", "DELETE", "/**", RestAction.Deny)] }, []);

        Assert.True((await SamplePolicy.TestAsync("https://llm.example/x", policy)).Allowed);
        Assert.False((await SamplePolicy.TestAsync("https://llm.example/x", policy, method: "DELETE")).Allowed);
    }

    [Fact]
    public async Task A_rule_opens_no_host_that_is_not_allowed()
    {
        var policy = SamplePolicy.With(new NetworkConfig { RestPolicies = [new("*", "*", "/**", RestAction.Allow)] });

        Assert.Equal("network.default_deny", (await SamplePolicy.TestAsync("https://evil.example/", policy)).Rule);
    }

    [Fact]
    public async Task What_to_add_is_said()
    {
        var verdict = await SamplePolicy.TestAsync("https://llm.example/v2//x", Policy);

        Assert.Equal("Add {host: llm.example, method: POST, path: /v2/x, action: allow} to network.rest_policies.", verdict.Remedy);
    }
}
