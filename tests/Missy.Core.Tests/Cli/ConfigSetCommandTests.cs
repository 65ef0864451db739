namespace Missy.Tests.Cli;

[Collection(CommandLineCollection.Name)]
public sealed class ConfigSetCommandTests
{
    private const string Yaml = "# mine\nreliability: {max_retries: 0}\nproviders:\n  it: {name: simulator, model: m} # c\nwatch: true\n";

    [Theory]
    [InlineData("providers.it.model", "n", "model: n} # c\n", "providers.it.model: m is now n in ")]
    [InlineData("watch", "false", "watch: false\n", "watch: true is now false in ")]
    [InlineData("models_cache_ttl_hours", "60", "models_cache_ttl_hours: 60\n", "models_cache_ttl_hours: 60 written to ")]
    [InlineData("watch", "true", "watch: true\n", "watch is true already\n")]
    public async Task Set_changes_the_one_value_and_says_so(string key, string value, string written, string said)
    {
        using var missy = new CommandLine();
        missy.WriteConfig(Yaml);

        Assert.Equal(0, await missy.RunAsync("config", "set", key, value));

        Assert.StartsWith(said, missy.Out, StringComparison.Ordinal);
        Assert.StartsWith("# mine\nreliability", File.ReadAllText(missy.ConfigPath), StringComparison.Ordinal);
        Assert.Contains(written, File.ReadAllText(missy.ConfigPath), StringComparison.Ordinal);
        Assert.Equal(0, await missy.RunAsync("config", "validate"));
    }

    [Fact]
    public async Task Remove_takes_the_setting_out()
    {
        using var missy = new CommandLine();
        missy.WriteConfig(Yaml);

        Assert.Equal(0, await missy.RunAsync("config", "set", "watch", "--remove"));
        Assert.Equal(Yaml.Replace("watch: true\n", "", StringComparison.Ordinal), File.ReadAllText(missy.ConfigPath));
        Assert.StartsWith("watch: true removed from ", missy.Out, StringComparison.Ordinal);
        Assert.Equal(0, await missy.RunAsync("config", "set", "watch", "--remove"));
        Assert.StartsWith("watch is not in ", missy.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_tells_the_edit()
    {
        using var missy = new CommandLine();
        missy.WriteConfig(Yaml);

        Assert.Equal(0, await missy.RunAsync("config", "set", "providers.it.model", "n", "--json"));

        var edit = missy.OutJson;
        Assert.Equal(
            (missy.ConfigPath, "providers.it.model", "m", "n", true, 4, missy.ConfigPath + ".bak", 0),
            (edit.GetProperty("path").GetString(), edit.GetProperty("key").GetString(), edit.GetProperty("oldValue").GetString(), edit.GetProperty("newValue").GetString(), edit.GetProperty("changed").GetBoolean(), edit.GetProperty("line").GetInt32(), edit.GetProperty("backupPath").GetString(), edit.GetProperty("findings").GetArrayLength()));
    }

    [Theory]
    [InlineData("Did you mean 'model'?", "providers.it.modle", "n")]
    [InlineData("Write true or false", "watch", "maybe")]
    [InlineData("The value is missing.", "watch")]
    [InlineData("exclude each other", "watch", "false", "--remove")]
    [InlineData("Required argument")]
    public async Task What_is_wrong_exits_with_2_and_changes_nothing(string said, params string[] args)
    {
        using var missy = new CommandLine();
        missy.WriteConfig(Yaml);

        Assert.Equal(2, await missy.RunAsync(["config", "set", .. args]));

        Assert.Contains(said, missy.Err, StringComparison.Ordinal);
        Assert.Equal("", missy.Out);
        Assert.Equal(Yaml, File.ReadAllText(missy.ConfigPath));
    }

    [Fact]
    public async Task A_key_in_clear_is_warned_about_on_standard_error_and_never_shown()
    {
        using var missy = new CommandLine();
        missy.WriteConfig(Yaml);

        Assert.Equal(0, await missy.RunAsync("config", "set", "providers.it.api_key", "test-key-1"));
        Assert.Contains("MSY1303", missy.Err, StringComparison.Ordinal);
        Assert.DoesNotContain("test-key-1", missy.Out + missy.Err, StringComparison.Ordinal);
        Assert.Equal(0, await missy.RunAsync("config", "set", "providers.it.api_key", "$KEY"));
        Assert.Equal("", missy.Err);
        Assert.StartsWith("providers.it.api_key: *** is now $KEY", missy.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Processes_that_write_at_the_same_time_lose_no_edit()
    {
        using var missy = new CommandLine();
        missy.WriteConfig(Yaml);
        var writers = Enumerable.Range(0, 3).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 2; i++)
            {
                using var process = MissyProcess.Start("config", "set", $"aliases.w{writer}-{i}", "it/m", "--config", missy.ConfigPath);
                Assert.Equal(0, await process.EndAsync());
            }
        }));

        await Task.WhenAll(writers);

        Assert.Equal(6, File.ReadLines(missy.ConfigPath).Count(line => line.StartsWith("  w", StringComparison.Ordinal)));
        Assert.Equal(0, await missy.RunAsync("config", "validate"));
    }
}
