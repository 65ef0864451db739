using System.Text.RegularExpressions;
using Missy.Configuration;
using Missy.Providers;
using Missy.Simulation;
using Missy.Tests.Configuration;
using Missy.Tests.Network;
using Missy.Tests.Support;

namespace Missy.Tests.Client;

public sealed class StarterConfigTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static KnownNames Known => new(WireKinds.KnownWires, ProviderCatalogue.Default.Names);

    [Fact]
    public async Task An_Ollama_that_answers_is_the_default_and_its_models_are_named()
    {
        using var simulator = SimulatorServer.Start();
        using var harness = new ClientHarness(change: options => options with { Resolver = new FakeResolver().With("localhost", "127.0.0.1"), Dialer = FakeDialer.To(simulator.BaseUrl) });

        var written = await harness.Client.WriteStarterConfigAsync(harness.ConfigPath, overwrite: false, Cancellation);

        Assert.Equal(new Uri("http://localhost:11434"), written.Findings.Ollama);
        Assert.NotEmpty(written.Findings.OllamaModels);
        var text = await File.ReadAllTextAsync(harness.ConfigPath, Cancellation);
        Assert.StartsWith("# yaml-language-server: $schema=./missy-config.schema.json\n", text, StringComparison.Ordinal);
        Assert.Contains($"\n# Found Ollama at http://localhost:11434 with {written.Findings.OllamaModels[0]}", text, StringComparison.Ordinal);
        var config = ConfigReader.Read(text, null, Known);
        Assert.Empty(config.Diagnostics);
        Assert.Equal("ollama", config.Config.DefaultProvider);
        Assert.Contains(Assert.Single(config.Config.Providers).Model, written.Findings.OllamaModels);
        Assert.Equal("", SchemaCheck.Findings(text));
    }

    [Fact]
    public async Task Keys_come_before_an_Ollama_and_are_named_by_their_variables()
    {
        using var simulator = SimulatorServer.Start();
        using var harness = new ClientHarness(change: options => options with { Resolver = new FakeResolver().With("localhost", "127.0.0.1"), Dialer = FakeDialer.To(simulator.BaseUrl) });
        harness.Variables["GROQ_API_KEY"] = "test-key-1";

        var written = await harness.Client.WriteStarterConfigAsync(harness.ConfigPath, overwrite: false, Cancellation);

        var text = await File.ReadAllTextAsync(harness.ConfigPath, Cancellation);
        Assert.Contains("\n# Found GROQ_API_KEY in the environment, a key for groq.\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("test-key-1", text + string.Concat(written.Notes), StringComparison.Ordinal);
        var config = ConfigReader.Read(text, null, Known).Config;
        Assert.Equal(["groq", "ollama"], config.Providers.Select(provider => provider.Name));
        Assert.Equal("groq", config.DefaultProvider);
    }

    [Fact]
    public async Task An_Ollama_that_says_nothing_is_waited_for_half_a_second()
    {
        var time = new ManualTimeProvider();
        using var harness = new ClientHarness(
            change: options => options with { Resolver = new FakeResolver().With("localhost", "127.0.0.1"), Dialer = new FakeDialer((_, cancellation) => FakeDialer.Silence(cancellation)) }, time: time);

        var search = harness.Client.FindForStarterAsync(Cancellation);
        time.Advance(TimeSpan.FromSeconds(0.4));
        Assert.False(search.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.11));
        Assert.Null((await search.WaitAsync(TimeSpan.FromSeconds(10), Cancellation)).Ollama);
    }

    [Fact]
    public async Task Without_anything_found_all_is_a_comment_that_says_so()
    {
        using var harness = Deaf();
        var written = await harness.Client.WriteStarterConfigAsync(harness.ConfigPath, overwrite: false, Cancellation);

        Assert.Equal("Found no key in the environment, and no Ollama that answers.", written.Notes[0]);
        Assert.Empty(ConfigReader.ReadFile(harness.ConfigPath, Known).Config.Providers);
    }

    [Fact]
    public void Taking_the_hash_from_every_setting_gives_a_good_file()
    {
        var findings = new StarterFindings
        {
            Keys = [new("groq", "GROQ_API_KEY")],
            Ollama = new Uri("http://localhost:11434"),
            OllamaModels = ["nomic-embed-text", "qwen3:8b", "bad\nname: x", "odd #1"],
        };
        var text = StarterConfig.Create(ProviderCatalogue.Default, findings, "./missy-config.schema.json");
        var config = ConfigReader.Read(Regex.Replace(text, "(?m)^#(?! )|^#(?=  )", ""), null, Known);
        Assert.Empty(config.Diagnostics);
        Assert.Equal("qwen3:8b", config.Config.Providers.Single(provider => provider.Name == "ollama").Model);
        Assert.Contains("with nomic-embed-text, qwen3:8b.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("bad", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_is_written_for_the_owner_alone_and_renewed_when_it_differs()
    {
        using var harness = Deaf();
        var schema = Path.Combine(Path.GetDirectoryName(harness.ConfigPath)!, ConfigSchema.FileName);

        Assert.Null((await harness.Client.WriteStarterConfigAsync(harness.ConfigPath, overwrite: false, Cancellation)).SchemaProblem);
        Assert.Equal(harness.Client.CreateConfigSchema(), await File.ReadAllTextAsync(schema, Cancellation));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(schema));
        }

        await File.WriteAllTextAsync(schema, $$"""{"title": "{{ConfigSchema.Title}}", "old": true}""", Cancellation);
        Assert.Null((await harness.Client.WriteStarterConfigAsync(harness.ConfigPath, overwrite: true, Cancellation)).SchemaProblem);
        Assert.Equal(harness.Client.CreateConfigSchema(), await File.ReadAllTextAsync(schema, Cancellation));
    }

    [Theory]
    [InlineData("{\"title\": \"mine\"}")]
    [InlineData("[]")]
    [InlineData("no JSON")]
    [InlineData("")]
    public async Task A_file_that_is_not_ours_stays_and_editors_are_not_told_of_it(string foreign)
    {
        using var harness = Deaf();
        var schema = Path.Combine(Path.GetDirectoryName(harness.ConfigPath)!, ConfigSchema.FileName);
        Directory.CreateDirectory(Path.GetDirectoryName(schema)!);
        await File.WriteAllTextAsync(schema, foreign, Cancellation);

        var written = await harness.Client.WriteStarterConfigAsync(harness.ConfigPath, overwrite: false, Cancellation);

        Assert.Contains(schema, written.SchemaProblem, StringComparison.Ordinal);
        Assert.Contains(written.SchemaProblem, written.Notes);
        Assert.Equal(foreign, await File.ReadAllTextAsync(schema, Cancellation));
        Assert.DoesNotContain("$schema", await File.ReadAllTextAsync(harness.ConfigPath, Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_or_a_folder_in_the_place_of_the_schema_is_left_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights of their own.");
        using var harness = Deaf();
        var schema = Path.Combine(Path.GetDirectoryName(harness.ConfigPath)!, ConfigSchema.FileName);
        Directory.CreateDirectory(Path.GetDirectoryName(schema)!);
        File.CreateSymbolicLink(schema, Path.Combine(Path.GetTempPath(), "nowhere-at-all"));
        Assert.NotNull((await harness.Client.WriteStarterConfigAsync(harness.ConfigPath, overwrite: false, Cancellation)).SchemaProblem);
        Assert.NotNull(new FileInfo(schema).LinkTarget);

        File.Delete(schema);
        Directory.CreateDirectory(schema);
        Assert.NotNull((await harness.Client.WriteStarterConfigAsync(harness.ConfigPath, overwrite: true, Cancellation)).SchemaProblem);
    }

    [Fact]
    public async Task A_configuration_that_is_there_keeps_the_folder_as_it_was()
    {
        using var harness = Deaf("watch: true");
        var before = await File.ReadAllTextAsync(harness.ConfigPath, Cancellation);
        await Assert.ThrowsAsync<MissyException>(() => harness.Client.WriteStarterConfigAsync(harness.ConfigPath, overwrite: false, Cancellation));
        Assert.Equal(before, await File.ReadAllTextAsync(harness.ConfigPath, Cancellation));
        Assert.Equal([harness.ConfigPath], Directory.GetFiles(Path.GetDirectoryName(harness.ConfigPath)!));
    }

    private static ClientHarness Deaf(string? yaml = null) =>
        new(yaml, change: options => options with { Resolver = new FakeResolver().With("localhost", "127.0.0.1"), Dialer = new FakeDialer((_, _) => FakeDialer.Refuse()) });
}
