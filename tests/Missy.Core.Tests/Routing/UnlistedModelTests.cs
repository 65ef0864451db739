using Missy.Simulation;
using Missy.Tests.Client;
using Missy.Tests.Support;

namespace Missy.Tests.Routing;

public sealed class UnlistedModelTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly ClientHarness _harness;

    public UnlistedModelTests()
    {
        _harness = new ClientHarness(time: _time, simulator: new SimulatorOptions
        {
            Models = ["gpt-large", "gpt-small-2026-01-02", "mist-big-2411", "models/gem-pro", "vendor/model"],
            Faults = [FaultRule.Parse("path=/bare/v1/models;404")],
        });
        var url = _harness.Simulator.BaseUrl;
        _harness.WriteConfig($$"""
            default_provider: one
            providers:
              one: {name: openai, model: configured, base_url: '{{url}}one/v1'}
              many: {name: openrouter, model: vendor/model, base_url: '{{url}}many/v1', api_key: test-key-1, local: true}
              cloud: {name: azure, model: mine, base_url: '{{url}}cloud/v1', api_key: test-key-1, local: true}
              bare: {name: openai, model: m, base_url: '{{url}}bare/v1'}
            aliases: {big: one/gpt-larg}
            """);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_model_that_a_fresh_list_does_not_have_is_warned_of_with_the_nearest_names()
    {
        await RefreshAsync();

        var response = await _harness.AskAsync("hi", "one", "gtp-large");

        const string Warning = "one does not list a model 'gtp-large' (asked at 2026-01-01 00:00 UTC). Did you mean 'gpt-large'?";
        Assert.Equal([Warning], response.Route.Warnings);
        Assert.Equal([new ModelUnlisted("one", "gtp-large", Warning)], _harness.Events.OfType<ModelUnlisted>());
    }

    [Theory]
    [InlineData("one", "gpt-large")]
    [InlineData("one", "GPT-Large")]
    [InlineData("one", "configured")]
    [InlineData("one", "gpt-small")]
    [InlineData("one", "gpt-small-latest")]
    [InlineData("one", "gpt-large-2025-08-07")]
    [InlineData("one", "mist-big")]
    [InlineData("one", "mist-big-latest")]
    [InlineData("one", "gem-pro")]
    [InlineData("many", "vendor/model:free")]
    [InlineData("many", "vendor/model:online")]
    [InlineData("cloud", "my-deployment")]
    [InlineData("bare", "anything")]
    [InlineData("one", null)]
    public async Task Nothing_is_said_of_a_model_that_is_there_or_may_be_there(string provider, string? model)
    {
        await RefreshAsync();

        Assert.Empty((await _harness.RouteAsync(provider, model)).Warnings);
    }

    [Theory]
    [InlineData("one", "gpt-small-2025-08-07")]
    [InlineData("one", "gpt")]
    [InlineData("one", "gpt-largest")]
    [InlineData("one", "gpt-huge-latest")]
    [InlineData("many", "vendor/other:free")]
    [InlineData(null, "big")]
    [InlineData(null, "one/nothing")]
    public async Task Something_is_said_of_one_that_is_not(string? provider, string model)
    {
        await RefreshAsync();

        Assert.Single((await _harness.RouteAsync(provider, model)).Warnings);
    }

    [Fact]
    public async Task Nothing_is_said_without_a_list_or_by_an_old_one()
    {
        Assert.Empty((await _harness.RouteAsync("one", "nothing")).Warnings);

        await RefreshAsync();
        Assert.Single((await _harness.RouteAsync("one", "nothing")).Warnings);

        _time.Advance(TimeSpan.FromHours(24));
        Assert.Empty((await _harness.RouteAsync("one", "nothing")).Warnings);
    }

    [Fact]
    public async Task A_conversation_that_goes_on_is_not_warned_of_again()
    {
        await RefreshAsync();
        var earlier = await _harness.AskAsync("hi", "one", "nothing");

        var next = await _harness.Client.ResolveRouteAsync(ClientHarness.Question("more").After(earlier), _harness.Caller, Cancellation);

        Assert.Equal("nothing", next.Model);
        Assert.Empty(next.Warnings);
    }

    public void Dispose() => _harness.Dispose();

    private Task RefreshAsync() => _harness.Client.RefreshModelsAsync(_harness.Client.Registry.Providers, staleOnly: false, Cancellation);
}
