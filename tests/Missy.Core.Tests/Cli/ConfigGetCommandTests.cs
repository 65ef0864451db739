using System.Text.Json;
using Missy.Configuration;

namespace Missy.Tests.Cli;

[Collection(CommandLineCollection.Name)]
public sealed class ConfigGetCommandTests
{
    private const string Config = "providers: {a: {name: openai, api_key: test-key-1, timeout: 2.5}}\nwatch: false";

    [Fact]
    public async Task Get_lists_the_settings_with_keys_masked()
    {
        using var missy = new CommandLine();
        missy.WriteConfig(Config);

        Assert.Equal(0, await missy.RunAsync("config", "get", "providers", "watch"));
        Assert.Equal(
            """
            KEY                  VALUE   LINE
            providers.a.name     openai  1
            providers.a.api_key  ***     1
            providers.a.timeout  2.5     1
            watch                false   2

            """.ReplaceLineEndings("\n"),
            missy.Out);
    }

    [Fact]
    public async Task Get_of_one_setting_prints_its_value_alone()
    {
        using var missy = new CommandLine();
        missy.WriteConfig(Config);

        Assert.Equal(0, await missy.RunAsync("config", "get", "WATCH"));
        Assert.Equal("false\n", missy.Out);
        Assert.Equal(0, await missy.RunAsync("config", "get", "health.failure_threshold"));
        Assert.Equal("5\n", missy.Out);
    }

    [Fact]
    public async Task Get_prints_one_document_of_typed_values()
    {
        using var missy = new CommandLine();
        missy.WriteConfig(Config);

        Assert.Equal(0, await missy.RunAsync("config", "get", "--json", "--all"));
        var values = missy.OutJson.EnumerateArray().ToDictionary(s => s.GetProperty("key").GetString()!, s => s.GetProperty("value"));
        Assert.Equal("***", values["providers.a.api_key"].GetString());
        Assert.Equal(2.5, values["providers.a.timeout"].GetDouble());
        Assert.Equal(JsonValueKind.False, values["watch"].ValueKind);
        Assert.Equal(JsonValueKind.Null, values["audit"].ValueKind);
        Assert.Equal(5, values["health.failure_threshold"].GetInt64());
    }

    [Fact]
    public async Task Get_names_the_nearest_settings_when_there_is_none_of_that_name()
    {
        using var missy = new CommandLine();
        missy.WriteConfig(Config);

        Assert.Equal(2, await missy.RunAsync("config", "get", "providers.a.timout"));
        Assert.Contains("Did you mean 'providers.a.timeout'", missy.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schema_prints_the_schema_that_is_shipped()
    {
        using var missy = new CommandLine();

        Assert.Equal(0, await missy.RunAsync("config", "schema"));
        var shipped = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Configuration", ConfigSchema.FileName), TestContext.Current.CancellationToken);
        Assert.Equal(shipped.ReplaceLineEndings("\n"), missy.Out);
    }
}
