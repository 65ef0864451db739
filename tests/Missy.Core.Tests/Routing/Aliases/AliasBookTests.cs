using System.Globalization;
using System.Text.Json;
using Missy.Routing;
using Missy.Tests.Client;

namespace Missy.Tests.Routing.Aliases;

/// <summary>What a short name stands for, and who is meant by it.</summary>
public sealed class AliasBookTests
{
    private const string Config = """
        providers:
          anthropic: {}
          Gpt: {name: openai, model: m}
          broken: {name: openai, timeout: soon}
        aliases:
          opus: anthropic/pinned-opus
          mine: Gpt/m-1
          gpt: anthropic/never
          broken: anthropic/never
          haiku: haiku
        """;

    public static TheoryData<string, string?> Names => new()
    {
        // What the runspace set beats what the file says, and that beats what is built in.
        { "sonnet", "sonnet = Gpt/own-sonnet, Runspace" },
        { "SONNET", "sonnet = Gpt/own-sonnet, Runspace" },
        { "mine", "mine = Gpt/own-mine, Runspace" },
        { "opus", "opus = anthropic/pinned-opus, Configuration" },
        { "oPuS", "opus = anthropic/pinned-opus, Configuration" },
        { "gpt-mini", "gpt-mini = openai/gpt-5.4-mini, BuiltIn" },
        { "GPT-Mini", "gpt-mini = openai/gpt-5.4-mini, BuiltIn" },

        // A provider's name wins, also that of one that was left out.
        { "gpt", null },
        { "GPT", null },
        { "broken", null },

        // What was left out of the file does not fall back to what is built in.
        { "haiku", null },

        // Whatever else there is.
        { "", null },
        { "claude-sonnet-5-5", null },
        { "anthropic/opus", null },
        { "anthropic:opus", null },
        { "opus ", null },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_stands_for_what_the_nearest_source_says(string name, string? expected)
    {
        using var harness = new ClientHarness(Config);
        Own(harness, ("sonnet", "own-sonnet"), ("mine", "own-mine"));

        Assert.Equal(expected, Show(Book(harness).Find(name, harness.Caller.Aliases)));
    }

    [Theory]
    [InlineData("groq")]
    [InlineData("simulator")]
    public void The_name_of_a_service_that_nobody_configured_is_free_for_an_alias(string name)
    {
        using var harness = new ClientHarness($"aliases: {{{name}: openai/m}}");

        Assert.Equal($"{name} = openai/m, Configuration", Show(Book(harness).Find(name, new AliasTable())));
        Assert.Equal(name, harness.Client.SetAlias(harness.Caller, name, null, "openai/n").Name);
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    public void Names_are_compared_alike_under_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            using var harness = new ClientHarness("providers: {anthropic: {}, ID: {name: openai}}\naliases: {FILE-I: ID/m, id: anthropic/m}");
            Own(harness, ("Iris", "m"));
            var book = Book(harness);

            Assert.All(["IRIS", "iris", "file-i", "FILE-I", "GPT-MINI", "HAIKU", "gemini-flash-LITE"], name => Assert.NotNull(book.Find(name, harness.Caller.Aliases)));
            Assert.All(["ID", "id", "ırıs"], name => Assert.Null(book.Find(name, harness.Caller.Aliases)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("providers: {anthropic: {}}", "anthropic")]
    [InlineData("providers: {openai: {}, work: {name: anthropic}}", "work")]
    [InlineData("providers: {work: {name: claude}}", "work")]
    [InlineData("providers: {work: {name: anthropic}, proxy: {name: anthropic, base_url: 'https://proxy.example'}}", "work")]
    [InlineData("providers: {work: {name: anthropic}, home: {name: anthropic, enabled: false}}", "work home")]
    [InlineData("providers: {anthropic: {}, work: {name: anthropic}}", "anthropic")]
    [InlineData("providers: {openai: {}}", "")]
    [InlineData("providers: {proxy: {name: anthropic, base_url: 'https://proxy.example'}}", "")]
    [InlineData("providers: {anthropic: {base_url: 'https://proxy.example'}, work: {name: anthropic}}", "")]
    [InlineData("providers: {anthropic: {name: openai}, work: {name: anthropic}}", "")]
    [InlineData("# no providers", "anthropic")]
    public void A_built_in_alias_means_the_providers_of_its_service_on_the_services_own_host(string config, string expected)
    {
        using var harness = new ClientHarness(config);
        var book = Book(harness);

        var providers = book.ProvidersOf(book.Find("sonnet", new AliasTable())!);

        Assert.Equal(expected, string.Join(' ', providers.Select(provider => provider.Name)));
    }

    [Theory]
    [InlineData("mine: proxy/m", "proxy")]
    [InlineData("mine: claude/m", "anthropic")]
    [InlineData("mine: groq/m", "")]
    public void Any_other_alias_means_the_provider_that_it_names(string alias, string expected)
    {
        using var harness = new ClientHarness(
            $"providers: {{anthropic: {{}}, proxy: {{name: anthropic, base_url: 'https://proxy.example'}}}}\naliases: {{{alias}}}");
        var book = Book(harness);

        var providers = book.ProvidersOf(book.Find("mine", new AliasTable())!);

        Assert.Equal(expected, string.Join(' ', providers.Select(provider => provider.Name)));
    }

    [Fact]
    public void The_list_has_every_alias_by_precedence_and_says_which_have_no_effect_and_why()
    {
        using var harness = new ClientHarness(Config);
        Own(harness, ("sonnet", "own-sonnet"), ("mine", "own-mine"));

        var all = harness.Client.GetAliases(harness.Caller);

        Assert.Equal(
            ["mine, Runspace: ", "sonnet, Runspace: ", "opus, Configuration: ", "mine, Configuration: the runspace's alias", "gpt, Configuration: provider 'gpt'", "broken, Configuration: provider 'broken'"],
            all.Where(alias => alias.Source != AliasSource.BuiltIn).Select(alias => $"{alias.Name}, {alias.Source}: {alias.ShadowedBy}"));
        Assert.Equal(
            ["sonnet: the runspace's alias", "haiku: the configuration's alias, which was left out for an error", "opus: the configuration's alias"],
            all.Where(alias => alias is { Source: AliasSource.BuiltIn, ShadowedBy: not null }).Select(alias => $"{alias.Name}: {alias.ShadowedBy}"));
        Assert.Equal(BuiltInAliases.All.Count, all.Count(alias => alias.Source == AliasSource.BuiltIn));
    }

    [Fact]
    public void The_list_names_the_provider_where_it_is_clear_who_is_meant_and_else_the_service()
    {
        using var harness = new ClientHarness("providers: {work: {name: anthropic}, one: {name: openai}, two: {name: openai}}\naliases: {mine: WORK/m}");

        var all = harness.Client.GetAliases(harness.Caller).ToDictionary(alias => alias.Name, alias => alias.Provider);

        Assert.Equal(("work", "work", "openai", "gemini"), (all["mine"], all["sonnet"], all["gpt5"], all["gemini-pro"]));
    }

    [Fact]
    public void One_caller_does_not_see_the_aliases_of_another()
    {
        using var harness = new ClientHarness(Config);
        Own(harness, ("opus", "own-opus"));

        var other = Assert.Single(harness.Client.GetAliases(new CallerState(), "opus"), alias => alias.ShadowedBy is null);

        Assert.Equal("opus = anthropic/pinned-opus, Configuration", Show(other));
    }

    [Fact]
    public void An_alias_of_the_file_goes_with_the_file_and_those_of_the_runspace_stay()
    {
        using var harness = new ClientHarness("aliases: {gone: openai/m}");
        Own(harness, ("kept", "m"));
        Assert.NotNull(Book(harness).Find("gone", harness.Caller.Aliases));

        harness.WriteConfig("# aliases were here, and now there is only this longer line");

        Assert.Null(Book(harness).Find("gone", harness.Caller.Aliases));
        Assert.NotNull(Book(harness).Find("kept", harness.Caller.Aliases));
    }

    [Fact]
    public void As_JSON_its_source_is_a_word() =>
        Assert.Contains("\"BuiltIn\"", JsonSerializer.Serialize(BuiltInAliases.Find("opus")), StringComparison.Ordinal);

    private static AliasBook Book(ClientHarness harness) => new(harness.Client.Config, harness.Client.Registry);

    private static void Own(ClientHarness harness, params IEnumerable<(string Name, string Model)> aliases)
    {
        foreach (var (name, model) in aliases)
        {
            harness.Caller.Aliases.Set(name, "Gpt", model);
        }
    }

    private static string? Show(ModelAlias? alias) => alias is null ? null : $"{alias.Name} = {alias.Provider}/{alias.Model}, {alias.Source}";
}
