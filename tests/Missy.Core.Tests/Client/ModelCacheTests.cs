using Missy.Providers;
using Missy.Providers.Lists;
using Missy.Simulation;
using Missy.Tests.Support;

namespace Missy.Tests.Client;

/// <summary>Lists of models that several clients with one home folder keep, as several processes do.</summary>
public sealed class ModelCacheTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly ClientHarness _harness;
    private readonly List<MissyClient> _others = [];

    public ModelCacheTests()
    {
        _harness = new ClientHarness(time: _time, simulator: new SimulatorOptions { Models = ["b-model", "a-model-20260101", "x/y"] });
        _harness.WriteConfig($$"""
            providers:
              one: {name: openai, model: m, base_url: '{{_harness.Simulator.BaseUrl}}one/v1', api_key: test-key-12345678}
              two: {name: openai, model: m, base_url: '{{_harness.Simulator.BaseUrl}}two/v1'}
            """);
    }

    private string CachePath => Path.Combine(_harness.HomeFolder!, ".missy", "state", "models_cache.json");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_one_process_was_told_the_next_one_knows()
    {
        await RefreshAsync(_harness.Client, "one");
        var requests = _harness.Simulator.Requests.Count;

        var models = Cached(Another(), "one");

        Assert.Equal(["b-model", "a-model-20260101", "x/y"], models.Select(model => model.Id));
        Assert.All(models, model => Assert.Equal((_time.GetUtcNow(), false), (model.ListedAt, model.IsStale)));
        Assert.Equal(requests, _harness.Simulator.Requests.Count);
        Assert.Equal("600", UnixFile.Mode(CachePath));
        Assert.DoesNotContain("test-key", await File.ReadAllTextAsync(CachePath, Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_process_sees_what_another_was_told_since()
    {
        var other = Another();
        Assert.Empty(Cached(other, "one"));

        await RefreshAsync(_harness.Client, "one");

        Assert.NotEmpty(Cached(other, "one"));
    }

    [Fact]
    public async Task A_list_is_stale_when_its_time_is_over_and_is_shown_all_the_same()
    {
        await RefreshAsync(_harness.Client, "one");

        _time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.All(Cached(_harness.Client, "one"), model => Assert.False(model.IsStale));

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEmpty(Cached(_harness.Client, "one"));
        Assert.All(Cached(_harness.Client, "one"), model => Assert.True(model.IsStale));
    }

    [Fact]
    public async Task A_list_belongs_to_the_address_as_well_as_to_the_name()
    {
        await RefreshAsync(_harness.Client, "one");

        _harness.WriteConfig($"providers: {{ one: {{ name: openai, base_url: '{_harness.Simulator.BaseUrl}elsewhere/v1', model: m }} }}");

        Assert.Empty(Cached(Another(), "one"));
    }

    [Fact]
    public async Task Only_stale_lists_are_asked_for_unless_all_are()
    {
        await RefreshAsync(_harness.Client, "one");
        _harness.Simulator.ClearRequests();
        var client = Another();
        var providers = client.Registry.Providers;

        var result = await client.RefreshModelsAsync(providers, staleOnly: true, Cancellation);
        Assert.Equal([ModelRefreshOutcome.Fresh, ModelRefreshOutcome.Refreshed], result.Providers.Select(refresh => refresh.Outcome));
        Assert.Equal(["/two/v1/models"], _harness.Simulator.Requests.Select(request => request.Path));

        await client.RefreshModelsAsync(providers, staleOnly: false, Cancellation);
        Assert.Equal(3, _harness.Simulator.Requests.Count);
    }

    [Fact]
    public async Task A_service_that_fails_keeps_its_old_list_shown_as_stale()
    {
        await RefreshAsync(_harness.Client, "one", "two");
        _harness.Simulator.AddFault(FaultRule.Parse("path=/one/v1/models;503"));

        var result = await RefreshAsync(_harness.Client, "one", "two");

        Assert.Equal([ModelRefreshOutcome.Failed, ModelRefreshOutcome.Refreshed], result.Providers.Select(refresh => refresh.Outcome));
        Assert.Equal(ErrorKind.Unavailable, result.Providers[0].Failure!.Kind);
        Assert.All(result.Providers[0].Models.Where(model => model.Source == "cached"), model => Assert.True(model.IsStale));
        Assert.Contains(result.Providers[0].Models, model => model.Id == "b-model");
        Assert.NotEmpty(Cached(Another(), "one"));
    }

    [Fact]
    public async Task A_malformed_file_is_told_of_once_and_put_aside_before_a_new_one_is_written()
    {
        Write("{ \"entries\": oops");

        Assert.Empty(Cached(_harness.Client, "one"));
        Assert.Empty(Cached(_harness.Client, "one"));
        Assert.Contains("not JSON", Assert.Single(_harness.Events.OfType<ModelCacheFailed>()).Reason, StringComparison.Ordinal);
        Assert.Equal("{ \"entries\": oops", await File.ReadAllTextAsync(CachePath, Cancellation));

        var result = await RefreshAsync(_harness.Client, "one");

        Assert.Null(result.Unwritten);
        var aside = Assert.Single(Directory.GetFiles(Path.GetDirectoryName(CachePath)!, "*.bad"));
        Assert.Equal("{ \"entries\": oops", await File.ReadAllTextAsync(aside, Cancellation));
        Assert.Contains(aside, _harness.Events.OfType<ModelCacheFailed>().Last().Reason, StringComparison.Ordinal);
        Assert.NotEmpty(Cached(Another(), "one"));
    }

    [Fact]
    public async Task A_file_that_everyone_may_write_to_is_neither_read_nor_replaced()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Modes are Unix's.");
        await RefreshAsync(_harness.Client, "one");
        UnixFile.SetMode(CachePath, "666");
        var before = await File.ReadAllTextAsync(CachePath, Cancellation);
        var other = Another();

        Assert.Empty(Cached(other, "one"));
        var result = await RefreshAsync(other, "two");

        Assert.Contains("chmod 600", result.Unwritten!.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(CachePath, Cancellation));
        Assert.NotEmpty(Cached(other, "two"));
    }

    [Fact]
    public async Task A_link_in_place_of_the_file_is_not_followed_when_writing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links take a right there.");
        var target = Path.Combine(_harness.HomeFolder!, "precious.txt");
        UnixFile.Write(target, "precious");
        Directory.CreateDirectory(Path.GetDirectoryName(CachePath)!);
        File.CreateSymbolicLink(CachePath, target);

        var result = await RefreshAsync(_harness.Client, "one");

        Assert.Contains("symbolic link", result.Unwritten!.Message, StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(target, Cancellation));
    }

    [Fact]
    public void A_time_in_the_future_says_nothing()
    {
        var key = ModelListKey.Of(_harness.Client.Registry.Get("one"));
        Write($$"""{"entries":[{"provider":"one","base_url":"{{key.BaseUrl}}","fetched_at_unix":4000000000,"models":["later"]}]}""");

        var model = Assert.Single(Cached(_harness.Client, "one"));

        Assert.Equal((null, true), (model.ListedAt, model.IsStale));
    }

    [Fact]
    public async Task Processes_that_write_at_once_lose_nothing_of_each_other()
    {
        const int Writers = 16;
        var home = Directory.CreateTempSubdirectory("missy-").FullName;
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(number => Task.Run(async () =>
            {
                var file = new ModelCacheFile(home, TimeProvider.System);
                for (var round = 1; round <= 5; round++)
                {
                    var list = new ModelList([new ModelInfo($"m-{number}-{round}")], DateTimeOffset.FromUnixTimeSeconds(round));
                    await file.AddAsync([new ModelCacheEntry(ModelListKey.Of($"p{number}", null), list)], Cancellation);
                    Assert.NotNull(file.Read());
                }
            })));

            var entries = new ModelCacheFile(home, TimeProvider.System).Read()!.Entries;

            Assert.Equal(
                Enumerable.Range(0, Writers).Select(number => $"m-{number}-5").Order(),
                entries.Select(entry => Assert.Single(entry.List.Models).Id).Order());
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    [Fact]
    public async Task A_call_that_names_no_model_does_not_look_for_the_file()
    {
        Write("not a list");

        await _harness.AskAsync("hi", "two");
        await _harness.AskAsync("hi", "two", "m");
        Assert.Empty(_harness.Events.OfType<ModelCacheFailed>());

        await _harness.RouteAsync("two", "other");
        Assert.Single(_harness.Events.OfType<ModelCacheFailed>());
    }

    [Fact]
    public async Task A_model_that_the_current_provider_listed_to_another_process_is_an_id_though_it_has_a_slash()
    {
        await RefreshAsync(_harness.Client, "one");
        _harness.WriteConfig($$"""
            default_provider: one
            providers:
              one: {name: openai, model: m, base_url: '{{_harness.Simulator.BaseUrl}}one/v1'}
              x: {name: openai, model: m, base_url: '{{_harness.Simulator.BaseUrl}}two/v1'}
            """);

        var route = await Another().ResolveRouteAsync(ClientHarness.Question("hi", model: "x/y"), new CallerState(), Cancellation);

        Assert.Equal(("one", "x/y"), (route.Provider, route.Model));
    }

    public void Dispose()
    {
        _others.ForEach(client => client.Dispose());
        _harness.Dispose();
    }

    private MissyClient Another()
    {
        var client = new MissyClient(new MissyClientOptions { Environment = _harness, Time = _time, Events = _harness });
        _others.Add(client);
        return client;
    }

    private static List<ModelEntry> Cached(MissyClient client, string provider) =>
        [.. client.KnownModels(client.Registry.Get(provider)).Where(model => model.Source == "cached")];

    private static Task<ModelRefreshResult> RefreshAsync(MissyClient client, params string[] names) =>
        client.RefreshModelsAsync([.. names.Select(client.Registry.Get)], staleOnly: false, Cancellation);

    private void Write(string content) => UnixFile.Write(CachePath, content);
}
