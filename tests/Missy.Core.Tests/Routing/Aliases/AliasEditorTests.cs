using Missy.Tests.Client;

namespace Missy.Tests.Routing.Aliases;

/// <summary>How a runspace sets and removes aliases.</summary>
public sealed class AliasEditorTests
{
    private const string Config = """
        providers:
          anthropic: {}
          gateway: {name: openai, base_url: 'https://gateway.example/v1'}
          router: {name: openrouter}
        aliases:
          opus: anthropic/pinned-opus
          bad: nobody/m
        """;

    public static TheoryData<string?, string, string> Targets => new()
    {
        // provider, model → what is set
        { null, "anthropic/claude-x", "anthropic/claude-x" },
        { null, "anthropic:claude-x", "anthropic/claude-x" },
        { null, " `ANTHROPIC/claude-x` ", "anthropic/claude-x" },
        { "", "claude/claude-x", "anthropic/claude-x" },
        { " ", "router/anthropic/claude-x", "router/anthropic/claude-x" },
        { null, "gateway/gateway/x:1", "gateway/gateway/x:1" },
        { null, "anthropic/opus", "anthropic/opus" },
        { "anthropic", "claude-x", "anthropic/claude-x" },
        { "Anthropic", "anthropic/claude-x", "anthropic/claude-x" },
        { "claude", "anthropic:claude-x", "anthropic/claude-x" },
        { "router", "anthropic/claude-x", "router/anthropic/claude-x" },
        { "router", "router/x", "router/router/x" },
        { "gateway", "gateway/x", "gateway/gateway/x" },
        { "gateway", "llama3.2:1b", "gateway/llama3.2:1b" },
        { "gateway", "opus", "gateway/opus" },
    };

    public static TheoryData<string, string?, string, string, string> Refused => new()
    {
        // name, provider, model → message, remedy
        { "", null, "anthropic/m", "The name is empty.", "Use letters" },
        { "  ", null, "anthropic/m", "The name is empty.", "Use letters" },
        { "a/b", null, "anthropic/m", "holds a slash", "Use letters" },
        { "a b", null, "anthropic/m", "white space", "Use letters" },
        { "`a`", null, "anthropic/m", "back-tick", "Use letters" },
        { new string('x', 65), null, "anthropic/m", "longer than 64", "Use letters" },
        { "GATEWAY", null, "anthropic/m", "is the name of a provider", "another name" },
        { "x", null, "", "stands for no model", "provider/model" },
        { "x", "anthropic", " `` ", "stands for no model", "provider/model" },
        { "x", null, "m", "does not say both", "provider/model" },
        { "x", null, "anthropic/", "does not say both", "provider/model" },
        { "x", null, "/m", "does not say both", "provider/model" },
        { "x", null, "anthropc/m", "no provider 'anthropc'. Did you mean 'anthropic'?", "" },
        { "x", "anthropc", "m", "no provider 'anthropc'. Did you mean 'anthropic'?", "" },
        { "x", null, "groq/m", "no provider 'groq'", "" },
        { "x", null, "X", "not chained", "as provider/model" },
        { "x", null, "opus", "not chained", "as provider/model" },
        { "x", null, "Sonnet", "not chained", "as provider/model" },
        { "x", null, "own", "not chained", "as provider/model" },
    };

    [Theory]
    [MemberData(nameof(Targets))]
    public void A_target_names_a_provider_that_is_there(string? provider, string model, string expected)
    {
        using var harness = new ClientHarness(Config);

        var alias = harness.Client.SetAlias(harness.Caller, " Best ", provider, model);

        Assert.Equal(("Best", expected), (alias.Name, $"{alias.Provider}/{alias.Model}"));
        Assert.Equal(alias, Assert.Single(harness.Client.GetAliases(harness.Caller, "BEST")));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_would_mean_nothing_is_refused_and_nothing_changes(string name, string? provider, string model, string message, string remedy)
    {
        using var harness = new ClientHarness(Config);
        harness.Client.SetAlias(harness.Caller, "own", null, "anthropic/m");
        var before = harness.Client.GetAliases(harness.Caller);

        var failure = Assert.Throws<MissyException>(() => harness.Client.SetAlias(harness.Caller, name, provider, model));

        Assert.Equal(ErrorKind.Configuration, failure.Kind);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, failure.Remedy ?? "", StringComparison.Ordinal);
        Assert.Equal(before, harness.Client.GetAliases(harness.Caller));
    }

    [Fact]
    public void A_name_that_is_set_again_stands_for_the_new_model_in_its_new_spelling()
    {
        using var harness = new ClientHarness(Config);
        harness.Client.SetAlias(harness.Caller, "best", null, "anthropic/a");
        harness.Client.SetAlias(harness.Caller, "Best", null, "anthropic/b");

        var alias = Assert.Single(harness.Caller.Aliases.All);
        Assert.Equal(("Best", "b"), (alias.Name, alias.Model));
    }

    [Fact]
    public void A_listed_alias_is_set_as_it_was()
    {
        using var harness = new ClientHarness(Config);
        harness.Client.SetAlias(harness.Caller, "a", null, "router/anthropic/claude-x");
        harness.Client.SetAlias(harness.Caller, "b", null, "gateway/gateway/x");
        var listed = harness.Caller.Aliases.All;
        var other = new CallerState();

        foreach (var alias in listed)
        {
            harness.Client.SetAlias(other, alias.Name, alias.Provider, alias.Model);
        }

        Assert.Equal(listed, other.Aliases.All);
    }

    [Theory]
    [InlineData("opus", AliasSource.Configuration)]
    [InlineData("sonnet", AliasSource.BuiltIn)]
    public void Removing_brings_back_what_stood_below(string name, AliasSource below)
    {
        using var harness = new ClientHarness(Config);
        harness.Client.SetAlias(harness.Caller, name, null, "anthropic/m");
        Assert.Equal(AliasSource.Runspace, InEffect().Source);

        harness.Client.RemoveAlias(harness.Caller, name.ToUpperInvariant());

        Assert.Equal(below, InEffect().Source);

        ModelAlias InEffect() => harness.Client.GetAliases(harness.Caller, name).Single(alias => alias.ShadowedBy is null);
    }

    [Theory]
    [InlineData("bst", "There is no alias 'bst'. Did you mean 'best'?", "Get-MissyModelAlias")]
    [InlineData("zzzzzz", "There is no alias 'zzzzzz'.", "Get-MissyModelAlias")]
    [InlineData("bad", "was left out of the configuration: line 7", "Test-MissyConfig")]
    [InlineData("opus", "is in the configuration", "Remove aliases.opus from the file")]
    [InlineData("sonnet", "is built in", "Set-MissyModelAlias")]
    public void Removing_what_the_runspace_did_not_set_says_where_it_is(string name, string message, string remedy)
    {
        using var harness = new ClientHarness(Config);
        harness.Client.SetAlias(harness.Caller, "best", null, "anthropic/m");

        var failure = Assert.Throws<MissyException>(() => harness.Client.RemoveAlias(harness.Caller, name));

        Assert.Equal(ErrorKind.Configuration, failure.Kind);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, failure.Remedy, StringComparison.Ordinal);
        Assert.Equal("best", Assert.Single(harness.Caller.Aliases.All).Name);
    }

    [Fact]
    public void Asking_for_a_name_that_is_no_alias_offers_the_nearest_of_all()
    {
        using var harness = new ClientHarness(Config);

        var failure = Assert.Throws<MissyException>(() => harness.Client.GetAliases(harness.Caller, "sonet"));

        Assert.Equal("There is no alias 'sonet'. Did you mean 'sonnet'?", failure.Message);
    }

    [Fact]
    public void Without_a_configuration_every_known_service_can_be_the_target()
    {
        using var harness = new ClientHarness();

        Assert.Equal("groq", harness.Client.SetAlias(harness.Caller, "quick", null, "groq/openai/gpt-oss-20b").Provider);
    }
}
