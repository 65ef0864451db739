using System.Text;
using Missy.Providers;
using Missy.Simulation;
using Missy.Tests.Client;
using Missy.Tests.Support;

namespace Missy.Tests.Secrets.Codex;

/// <summary>Whole calls with a ChatGPT account; the simulator stands in the service's own place.</summary>
public sealed class CodexCallTests : IDisposable
{
    private readonly TokenService _tokens = new();
    private readonly ClientHarness _harness;

    public CodexCallTests() => _harness = new ClientHarness(
        catalogue: simulator => ProviderCatalogue.Parse(Encoding.UTF8.GetBytes(
            $$"""
            [{"name":"openai-codex","displayName":"Codex","wire":"openai-codex","baseUrl":"{{simulator.BaseUrl}}v1","keyEnv":["OPENAI_CODEX_API_KEY"],"auth":"bearer","defaultModel":"m"},
             {"name":"simulator","displayName":"Simulator","wire":"simulator","auth":"none"}]
            """)),
        change: options => options with { CodexTokenEndpoint = _tokens.Endpoint });

    private string TokenPath => Path.Combine(_harness.HomeFolder!, ".missy", "secrets", "openai-oauth.json");

    public void Dispose()
    {
        _harness.Dispose();
        _tokens.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_token_travels_with_its_account_and_is_renewed_once_when_refused(int refusals)
    {
        Configure("");
        Write("canary-refresh-0");
        if (refusals > 0)
        {
            _harness.Simulator.AddFault(FaultRule.Parse("key=canary-access-0;fault=401"));
        }

        var response = await _harness.AskAsync("hi", "it");

        Assert.Equal("openai-oauth", response.Attempts[0].Key);
        Assert.Equal(refusals + 1, _harness.Simulator.Requests.Count);
        Assert.Equal(refusals, _tokens.Requests.Count);
        Assert.All(_harness.Simulator.Requests, request => Assert.Equal("account-1", request.Headers["ChatGPT-Account-ID"]));
    }

    [Fact]
    public async Task A_renewed_token_that_is_refused_as_well_is_the_end_of_it()
    {
        Configure("");
        Write("canary-refresh-0");
        _harness.Simulator.AddFault(FaultRule.Parse("401"));

        var failure = await Assert.ThrowsAsync<MissyException>(() => _harness.AskAsync("hi", "it"));

        Assert.Equal(ErrorKind.Authentication, failure.Kind);
        Assert.Equal((2, 1), (_harness.Simulator.Requests.Count, _tokens.Requests.Count));
    }

    [Fact]
    public async Task A_token_that_cannot_be_renewed_is_told_with_how_to_log_in()
    {
        Configure("");
        Write("canary-refresh-used", expiresIn: -1);

        var failure = await Assert.ThrowsAsync<MissyException>(() => _harness.AskAsync("hi", "it"));

        Assert.Equal((ErrorKind.Authentication, "it"), (failure.Kind, failure.Provider));
        Assert.Contains("cannot be renewed", failure.Message, StringComparison.Ordinal);
        Assert.Contains("codex login", failure.Remedy, StringComparison.Ordinal);
        Assert.Empty(_harness.Simulator.Requests);
        Assert.Equal(AuthStatus.Missing, _harness.Client.Registry.Get("it").AuthStatus);
    }

    [Theory]
    [InlineData("api_key: test-key-1", "api_key")]
    [InlineData("api_key_env: MY_TOKEN", "MY_TOKEN")]
    [InlineData("", "OPENAI_CODEX_API_KEY")]
    public async Task A_key_that_was_given_goes_before_the_account(string more, string slot)
    {
        Configure(more);
        Write("canary-refresh-0");
        _harness.Variables[slot] = "test-key-1";

        Assert.Equal(slot, (await _harness.AskAsync("hi", "it")).Attempts[0].Key);
    }

    [Theory]
    [InlineData("api_key_env: MY_TOKEN")]
    [InlineData("base_url: 'https://llm.example.com/v1'")]
    [InlineData("auth: none")]
    public void The_accounts_token_goes_to_its_own_service_alone_and_only_when_nothing_else_was_named(string more)
    {
        Configure(more);
        Write("canary-refresh-0");

        Assert.Null(_harness.Client.Registry.Get("it").KeySource);
        Assert.DoesNotContain("openai-oauth", _harness.Client.Registry.Get("it").KeySlotNames);
    }

    private void Configure(string more) => _harness.WriteConfig($"providers:\n  it:\n    name: openai-codex\n    local: false\n    {more}\n");

    private void Write(string refreshToken, int expiresIn = 3600) => UnixFile.Write(
        TokenPath,
        FormattableString.Invariant($$"""{"client_id":"c","access_token":"canary-access-0","refresh_token":"{{refreshToken}}","expires_at":{{DateTimeOffset.UtcNow.AddSeconds(expiresIn).ToUnixTimeSeconds()}},"account_id":"account-1"}"""));
}
