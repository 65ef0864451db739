namespace Missy.Tests.Cli;

[Collection(CommandLineCollection.Name)]
public sealed class ConfigCommandTests
{
    [Fact]
    public async Task Init_writes_a_file_that_is_valid_and_is_not_replaced_unasked()
    {
        using var missy = new CommandLine();
        missy.Variables["ANTHROPIC_API_KEY"] = "test-key-1";

        Assert.Equal(0, await missy.RunAsync("config", "init"));
        Assert.Equal(missy.ConfigPath + "\n", missy.Out);
        Assert.Equal(0, await missy.RunAsync("config", "validate"));
        Assert.Equal($"{missy.ConfigPath}: nothing wrong\n", missy.Out);

        File.AppendAllText(missy.ConfigPath, "# mine\n");
        Assert.Equal(2, await missy.RunAsync("config", "init"));
        Assert.Contains("exists already", missy.Err, StringComparison.Ordinal);
        Assert.Contains("missy config init --force", missy.Err, StringComparison.Ordinal);
        Assert.EndsWith("# mine\n", File.ReadAllText(missy.ConfigPath), StringComparison.Ordinal);

        Assert.Equal(0, await missy.RunAsync("config", "init", "--force"));
        Assert.DoesNotContain("# mine", File.ReadAllText(missy.ConfigPath), StringComparison.Ordinal);
        Assert.DoesNotContain("test-key-1", File.ReadAllText(missy.ConfigPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_lists_every_error_with_its_place_and_exits_with_2()
    {
        using var missy = new CommandLine();
        missy.WriteConfig("""
            providers:
              a: {name: opnai}
              b: {name: openai, timeout: soon, modle: x}
            """);

        Assert.Equal(2, await missy.RunAsync("config", "validate"));

        var lines = missy.Out.TrimEnd().Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Contains($"{missy.ConfigPath}(2,", lines[0], StringComparison.Ordinal);
        Assert.Contains("Did you mean 'openai'", missy.Out, StringComparison.Ordinal);
        Assert.Contains("providers.b.timeout", missy.Out, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'model'?", missy.Out, StringComparison.Ordinal);

        Assert.Equal(2, await missy.RunAsync("config", "validate", "--json"));
        Assert.Equal(3, missy.OutJson.GetArrayLength());
        Assert.Equal(["Error", "Error", "Warning"], missy.OutJson.EnumerateArray().Select(finding => finding.GetProperty("severity").GetString()).Order());
    }

    [Fact]
    public async Task Warnings_alone_are_no_error()
    {
        using var missy = new CommandLine();
        missy.WriteConfig("providers: { a: { name: ollama, modle: x } }");

        Assert.Equal(0, await missy.RunAsync("config", "validate"));
        Assert.Contains("warning", missy.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--config")]
    [InlineData("MISSY_CONFIG")]
    [InlineData("argument")]
    public async Task The_file_may_be_named(string how)
    {
        using var missy = new CommandLine();
        missy.WriteConfig("providers: [");
        var file = missy.InFolder("other.yaml");
        File.WriteAllText(file, "providers: { a: { name: simulator, model: named } }");
        missy.Variables["MISSY_CONFIG"] = how == "MISSY_CONFIG" ? file : "";
        string[] option = how == "--config" ? ["--config", file] : [];

        Assert.Equal(0, await missy.RunAsync(["config", "validate", .. how == "argument" ? (string[])[file] : option]));
        Assert.Equal($"{file}: nothing wrong\n", missy.Out);
        if (how != "argument")
        {
            Assert.Equal(0, await missy.RunAsync(["config", "path", .. option]));
            Assert.Equal(file + "\n", missy.Out);
            Assert.Equal(0, await missy.RunAsync(["ask", "hi", "--provider", "a", .. option]));
            Assert.Contains("named was called", missy.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Path_tells_whether_the_file_is_there_and_who_named_it()
    {
        using var missy = new CommandLine();

        Assert.Equal(0, await missy.RunAsync("config", "path", "--json"));
        Assert.Equal((false, "Default"), (missy.OutJson.GetProperty("exists").GetBoolean(), missy.OutJson.GetProperty("source").GetString()));

        missy.WriteConfig("");
        Assert.Equal(0, await missy.RunAsync("config", "path", "--json"));
        Assert.True(missy.OutJson.GetProperty("exists").GetBoolean());
    }

    [Fact]
    public async Task Without_a_home_folder_calls_work_and_config_says_what_is_missing()
    {
        using var missy = new CommandLine { HomeFolder = null };

        Assert.Equal(0, await missy.RunAsync("ask", "hi", "--provider", "simulator"));
        Assert.Equal(0, await missy.RunAsync("providers"));
        foreach (var command in (string[])["path", "init", "validate"])
        {
            Assert.Equal(2, await missy.RunAsync("config", command));
            Assert.Contains("There is no home folder", missy.Err, StringComparison.Ordinal);
            Assert.Contains("--config", missy.Err, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_home_that_cannot_be_written_to_hinders_only_what_writes()
    {
        using var missy = new CommandLine();
        var blocked = missy.InFolder("file");
        File.WriteAllText(blocked, "");
        missy.HomeFolder = blocked;

        Assert.Equal(0, await missy.RunAsync("ask", "hi", "--provider", "simulator"));
        Assert.Equal(2, await missy.RunAsync("config", "init"));
        Assert.Contains("cannot be written", missy.Err, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ask", "hi")]
    [InlineData("providers")]
    [InlineData("models")]
    [InlineData("config", "validate")]
    public async Task A_folder_in_the_place_of_the_file_is_said(params string[] args)
    {
        using var missy = new CommandLine();
        Directory.CreateDirectory(missy.ConfigPath);

        Assert.Equal(2, await missy.RunAsync(args));
        Assert.Contains("This is a folder.", missy.Out + missy.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_may_not_be_read_is_said()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "Access rights do not bind this user.");
        using var missy = new CommandLine().WithProvider();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(missy.ConfigPath, UnixFileMode.None);
        }

        Assert.Equal(2, await missy.RunAsync("ask", "hi"));
        Assert.Contains("may not be read by this user", missy.Err, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("providers: [", "config.yaml(1,")]
    [InlineData("network: { default_deny: perhaps }", "network.default_deny")]
    public async Task A_file_that_cannot_be_used_stops_calls_and_says_where(string yaml, string place)
    {
        using var missy = new CommandLine();
        missy.WriteConfig(yaml);

        foreach (var args in (string[][])[["ask", "hi", "--provider", "simulator"], ["providers"], ["models"]])
        {
            Assert.Equal(2, await missy.RunAsync(args));
            Assert.Equal("", missy.Out);
            Assert.Contains(place, missy.Err, StringComparison.Ordinal);
            Assert.Contains("missy config validate", missy.Err, StringComparison.Ordinal);
        }
    }
}
