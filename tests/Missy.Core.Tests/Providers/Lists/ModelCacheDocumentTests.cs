using System.Text;
using System.Text.Json.Nodes;
using Missy.Providers;
using Missy.Providers.Lists;

namespace Missy.Tests.Providers.Lists;

public sealed class ModelCacheDocumentTests
{
    private static readonly DateTimeOffset _noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_list_is_read_as_it_was_written()
    {
        var written = ModelCacheDocument.Empty.With([Entry("One", "https://one.example/v1/", _noon, "b", "a")]).ToJson();

        var read = Assert.Single(Parse(written).Entries);

        Assert.Equal(new ModelListKey("one", "https://one.example/v1"), read.Key);
        Assert.Equal(["b", "a"], read.List.Models.Select(model => model.Id));
        Assert.Equal("Name of b", read.List.Models[0].DisplayName);
        Assert.Equal(_noon, read.List.ListedAt);
    }

    [Fact]
    public void The_shape_without_times_and_addresses_is_understood()
    {
        var read = Assert.Single(Parse("""{"entries":[{"provider":"openrouter","models":["a/b","c/d:free"]}]}""").Entries);

        Assert.Equal(new ModelListKey("openrouter", null), read.Key);
        Assert.Equal(["a/b", "c/d:free"], read.List.Models.Select(model => model.Id));
        Assert.Null(read.List.ListedAt);
        Assert.False(read.List.IsFresh(_noon, TimeSpan.FromDays(9999)));
    }

    [Fact]
    public void What_is_not_understood_stays_as_it_is()
    {
        const string Content = """
            {
              "version": 7, "entries": [
                {"provider": "one", "fetched_at_unix": 5, "models": ["old"], "etag": "x", "more": {"deep": [1.50, null]}},
                {"provider": "two", "models": "elsewhere"}, 12, {"models": ["nobody's"]},
                {"provider": "three", "models": ["c", 4, null, ""], "fetched_at_unix": "soon"}
              ], "owner": {"name": "\ud83d\ude00"}
            }
            """;

        var changed = JsonNode.Parse(Parse(Content).With([Entry("one", null, _noon, "new")]).ToJson())!;

        var expected = JsonNode.Parse(Content)!;
        expected["entries"]![0] = JsonNode.Parse("""
            {"provider": "one", "fetched_at_unix": 1767268800, "models": ["new"], "display_names": {"new": "Name of new"}, "etag": "x", "more": {"deep": [1.50, null]}}
            """);
        Assert.True(JsonNode.DeepEquals(expected, changed), changed.ToJsonString());
        Assert.Equal(["c"], Parse(Content).Entries.Last().List.Models.Select(model => model.Id));
    }

    [Fact]
    public void A_newer_list_of_another_process_is_not_replaced()
    {
        var document = ModelCacheDocument.Empty
            .With([Entry("one", null, _noon, "newer")])
            .With([Entry("one", null, _noon - TimeSpan.FromSeconds(1), "older"), Entry("two", null, _noon, "other")]);

        Assert.Equal(["newer", "other"], document.Entries.SelectMany(entry => entry.List.Models).Select(model => model.Id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("\"entries\"")]
    [InlineData("{}")]
    [InlineData("""{"entries": {}}""")]
    [InlineData("""{"entries": []} and more""")]
    [InlineData("""{"entries": [],}""")]
    [InlineData("\0\0\0\0")]
    public void Anything_else_is_refused(string content) => Assert.Throws<FormatException>(() => Parse(content));

    [Fact]
    public void A_mark_at_the_begin_is_no_fault() => Assert.Empty(Parse("\uFEFF{\"entries\": []}").Entries);

    private static ModelCacheDocument Parse(string text) => ModelCacheDocument.Parse(Encoding.UTF8.GetBytes(text));

    private static ModelCacheEntry Entry(string provider, string? url, DateTimeOffset at, params string[] ids) =>
        new(ModelListKey.Of(provider, url), new ModelList([.. ids.Select(id => new ModelInfo(id, $"Name of {id}"))], at));
}
