namespace Missy.Tests.Sessions.Commands;

/// <summary>Each form of each command with its exact reply, and the route that the sender's session has then.</summary>
public sealed class CommandReplyTests
{
    private const string Config = """
        default_provider: anthropic
        providers:
          anthropic: { model: claude-a, fast_model: claude-f, api_key: test-key-1 }
          gpt: { name: openai, model: gpt-b, api_key: test-key-2 }
          xai: { model: grok-c, api_key: test-key-3 }
          off: { name: openai, model: gpt-d, api_key: test-key-4, enabled: false }
          keyless: { name: mistral, model: m, api_key_env: NO_SUCH_KEY }

        """;

    private const string Providers = """
        Current provider: `anthropic`
        Current model: `claude-a`

        Switch provider with `/models <provider>`.
        Switch model with `/model <model-id>`.

        Available providers:
        - anthropic (aliases: claude)
        - gpt
        - xai (aliases: grok)
        - keyless
        """;

    private const string Model = """
        Current provider: `anthropic`
        Current model: `claude-a`

        Switch model with `/model <model-id>`.

        No cached model list found for `anthropic`. Ask the operator to run `missy models --refresh --provider anthropic`.
        """;

    private const string ToGpt = """
        Provider switched to `gpt` for this sender session. Current model is `gpt-b`.
        Use `/model <model-id>` to set a provider-compatible model.
        """;

    private const string ToXai = """
        Provider switched to `xai` for this sender session. Current model is `grok-c`.
        Use `/model <model-id>` to set a provider-compatible model.
        """;

    private const string ToAnthropic = """
        Provider switched to `anthropic` for this sender session. Current model is `claude-a`.
        Use `/model <model-id>` to set a provider-compatible model.
        """;

    private const string Off = """
        Failed to initialize provider `off`. Route unchanged.
        Details: Provider 'off' cannot be used: it is disabled in the configuration (enabled: false).
        """;

    public static TheoryData<string, string, string?, string?> Commands => new()
    {
        // the line → the reply, and the provider and model that the session holds
        { "/models", Providers, null, null },
        { "  /MODELS  ", Providers, null, null },
        { "/models@Missy", Providers, null, null },
        { "/models@", Providers, null, null },
        { "/models ``", Providers, null, null },
        { "/models gpt", ToGpt, "gpt", null },
        { "/Models GPT", ToGpt, "gpt", null },
        { "/models\tgpt", ToGpt, "gpt", null },
        { "/models\ngpt", ToGpt, "gpt", null },
        { "/models@missy gpt", ToGpt, "gpt", null },
        { "/MODELS@MISSY `gpt`", ToGpt, "gpt", null },
        { "@missy /models gpt", ToGpt, "gpt", null },
        { "/models gpt and thanks", ToGpt, "gpt", null },
        { "/models grok", ToXai, "xai", null },
        { "/models anthropic", ToAnthropic, null, null }, // the default is stored as none
        { "/models claude", ToAnthropic, null, null },
        { "/models open ai", "Unknown provider `open`. Use `/models` to list valid providers.", null, null },
        { "/models `GTP`", "Unknown provider `GTP`. Use `/models` to list valid providers.", null, null },
        { "/models custom:https://x.example", "Unknown provider `custom:https://x.example`. Use `/models` to list valid providers.", null, null },
        { "/models off", Off, null, null },
        { "/model", Model, null, null },
        { "/model   ", Model, null, null },
        { "/MODEL@Missy", Model, null, null },
        { "/model ``", "Model ID cannot be empty. Use `/model <model-id>`.", null, null },
        { "/model ` `", "Model ID cannot be empty. Use `/model <model-id>`.", null, null },
        { "/model Claude-X", "Model switched to `Claude-X` for provider `anthropic` in this sender session.", "anthropic", "Claude-X" },
        { "/model claude-a", "Model switched to `claude-a` for provider `anthropic` in this sender session.", "anthropic", "claude-a" },
        { "/model@missy `claude-x`", "Model switched to `claude-x` for provider `anthropic` in this sender session.", "anthropic", "claude-x" },
        { "/model ```claude-x```", "Model switched to `claude-x` for provider `anthropic` in this sender session.", "anthropic", "claude-x" },
        { "/model foo\n bar", "Model switched to `foo bar` for provider `anthropic` in this sender session.", "anthropic", "foo bar" },
        { "/model gpt/gpt-z", "Model switched to `gpt-z` for provider `gpt` in this sender session.", "gpt", "gpt-z" },
        { "/model gpt:gpt-z", "Model switched to `gpt-z` for provider `gpt` in this sender session.", "gpt", "gpt-z" },
        { "/model off/gpt-z", Off, null, null },
        { "/new", "New conversation started: what was said before is forgotten. Provider and model stay.", null, null },
        { "/NEW@missy please", "New conversation started: what was said before is forgotten. Provider and model stay.", null, null },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_has_its_reply(string line, string reply, string? provider, string? model)
    {
        using var chat = new CommandHarness(Config);

        var result = await chat.SayAsync(new ChatLine(line, CommandHarness.Alice) { BotName = "@Missy" });

        Assert.Equal(reply, result.Reply);
        Assert.True(result.Handled);
        Assert.Null(result.Response);
        Assert.Equal(CommandHarness.Alice, result.Sender);
        Assert.Equal((provider, model), (chat.Session().Provider, chat.Session().Model));
        Assert.Equal((provider ?? "anthropic", model), (result.Route?.Provider, model is null ? null : result.Route?.Model));
    }

    [Theory]
    [InlineData("/models keyless")]
    [InlineData("/model keyless/m")]
    public async Task A_provider_without_a_key_is_refused_with_what_is_missing(string line)
    {
        using var chat = new CommandHarness(Config);

        var reply = await chat.ReplyAsync(line);

        Assert.StartsWith("Failed to initialize provider `keyless`. Route unchanged.\nDetails: ", reply, StringComparison.Ordinal);
        Assert.Contains("NO_SUCH_KEY", reply, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", reply!.Split("Details: ")[1], StringComparison.Ordinal);
        Assert.Null(chat.Session().Provider);
    }

    [Fact]
    public async Task What_looks_like_a_key_is_not_told_back()
    {
        using var chat = new CommandHarness(Config);

        var reply = await chat.ReplyAsync("/models sk-ant-api03-0123456789abcdefghijABCDEFGHIJ");

        Assert.DoesNotContain("0123456789", reply, StringComparison.Ordinal);
        Assert.StartsWith("Unknown provider `", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_every_command()
    {
        using var chat = new CommandHarness(Config);

        var reply = await chat.ReplyAsync("/Help me");

        Assert.All(["`/models`", "`/models <provider>`", "`/model`", "`/model <model-id>`", "`/new`", "`/help`"], command =>
            Assert.Contains(command, reply, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_first_ten_of_the_providers_own_list_are_shown_in_its_own_order()
    {
        using var chat = new CommandHarness("providers: { sim: { name: simulator, model: m } }\ndefault_provider: sim");
        await chat.ListAsync("sim");
        var registry = chat.Harness.Client.Registry;
        var listed = chat.Harness.Client.KnownModels(registry.Get("sim")).Where(entry => entry.Source == "cached").Select(entry => entry.Id).Take(10).ToList();

        var reply = await chat.ReplyAsync("/model");

        Assert.NotEmpty(listed);
        Assert.Equal(
            $"Current provider: `sim`\nCurrent model: `m`\n\nSwitch model with `/model <model-id>`.\n\nCached model IDs (top {listed.Count}):\n"
            + string.Join('\n', listed.Select(id => $"- `{id}`")),
            reply);
    }

    [Theory]
    [InlineData("rules")]
    [InlineData("score")]
    public async Task The_current_model_is_the_primary_one_whatever_the_strategy(string strategy)
    {
        using var chat = new CommandHarness(Config + $"routing: {{ strategy: {strategy} }}");

        Assert.Contains("Current model: `claude-a`", await chat.ReplyAsync("/model"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_meant_to_answer_is_shown_when_nobody_can()
    {
        using var chat = new CommandHarness("default_provider: anthropic\nproviders: { anthropic: { model: claude-a, api_key: $NO_SUCH_KEY } }");

        var result = await chat.SayAsync("/model");

        Assert.StartsWith("Current provider: `anthropic`\nCurrent model: `claude-a`\n", result.Reply, StringComparison.Ordinal);
        Assert.Null(result.Route);
    }

    [Fact]
    public async Task A_provider_takes_its_own_model_and_not_the_one_that_was_pinned()
    {
        using var chat = new CommandHarness(Config);
        await chat.SayAsync("/model claude-x");

        Assert.Equal(ToGpt, await chat.ReplyAsync("/models gpt"));
        Assert.Equal(("gpt", null), (chat.Session().Provider, chat.Session().Model));
        Assert.Equal("Model switched to `z` for provider `gpt` in this sender session.", await chat.ReplyAsync("/model z"));
        Assert.Contains("Current provider: `gpt`\nCurrent model: `z`\n", await chat.ReplyAsync("/models"), StringComparison.Ordinal);
    }
}
