using Missy.Configuration;
using Missy.Configuration.Editing;
using Missy.Configuration.Files;
using Missy.Tests.Support;

namespace Missy.Tests.Configuration.Editing;

public sealed class ConfigFileEditorTests
{
    private const string File1 = "# mine\nproviders:\n  a: {name: openai, model: m} # first\nwatch: true\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_edit_is_written_told_and_backed_up()
    {
        using var home = new ConfigHome(File1);

        var edit = await home.SetAsync("providers.A.model", "n");

        Assert.Equal(File1.Replace("model: m", "model: n", StringComparison.Ordinal), home.Text);
        Assert.Equal(File1, File.ReadAllText(home.Backup));
        Assert.Equal(
            (home.FilePath, "providers.a.model", "m", "n", true, 3, home.Backup),
            (edit.Path, edit.Key, edit.OldValue, edit.NewValue, edit.Changed, edit.Line, edit.BackupPath));
        Assert.Empty(edit.Findings);
        Assert.Equal(["config.yaml", "config.yaml.bak", "config.yaml.lock"], home.Names);
    }

    [Fact]
    public async Task What_the_file_says_already_changes_nothing()
    {
        using var home = new ConfigHome(File1);
        var written = File.GetLastWriteTimeUtc(home.FilePath);

        Assert.False((await home.SetAsync("watch", true)).Changed);
        Assert.False((await home.SetAsync("providers.a.model", "m")).Changed);
        Assert.False((await home.RemoveAsync("audit")).Changed);

        Assert.Equal(written, File.GetLastWriteTimeUtc(home.FilePath));
        Assert.False(File.Exists(home.Backup));
    }

    [Fact]
    public async Task The_backup_is_the_content_before_the_last_edit_and_its_owners_alone()
    {
        using var home = new ConfigHome(File1);
        await home.SetAsync("watch", false);
        var between = home.Text;
        await home.SetAsync("audit", "/a");

        Assert.Equal(between, File.ReadAllText(home.Backup));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(home.Backup));
        }
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead)]
    public async Task The_files_mode_stays(UnixFileMode mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Modes are Unix's.");
        using var home = new ConfigHome(File1);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(home.FilePath, mode);
            await home.SetAsync("watch", false);
            Assert.Equal(mode, File.GetUnixFileMode(home.FilePath));
        }
    }

    [Fact]
    public async Task A_file_that_others_may_write_to_or_that_is_read_only_is_not_edited()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Modes are Unix's.");
        using var home = new ConfigHome(File1);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(home.FilePath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);
            Assert.Contains("chmod", (await home.RefusedAsync("watch", false)).Remedy, StringComparison.Ordinal);
            File.SetUnixFileMode(home.FilePath, UnixFileMode.UserRead);
            Assert.Contains("read-only", (await home.RefusedAsync("watch", false)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_symbolic_link_stays_and_the_file_behind_it_is_edited()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Creating links needs a privilege there.");
        using var home = new ConfigHome(File1);
        var link = home.InFolder("link.yaml");
        File.CreateSymbolicLink(link, home.FilePath);

        var edit = await home.EditAsync(link, "watch", false, remove: false);

        Assert.Equal(home.FilePath, edit.Path);
        Assert.NotNull(new FileInfo(link).LinkTarget);
        Assert.Contains("watch: false", home.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_in_the_default_place_is_made_for_its_owner_alone_and_a_named_one_is_not()
    {
        using var home = new ConfigHome();
        Assert.False((await home.RemoveAsync("watch")).Changed);
        Assert.False(Directory.Exists(Path.GetDirectoryName(home.FilePath)));

        var edit = await home.SetAsync("providers.a.name", "openai");

        Assert.Equal("providers:\n  a:\n    name: openai\n", home.Text);
        Assert.Null(edit.BackupPath);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(home.FilePath));
        }

        using var named = new ConfigHome { Source = ConfigPathSource.Environment };
        Assert.Contains("does not exist", (await named.RefusedAsync("watch", false)).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.GetDirectoryName(named.FilePath)));
    }

    [Theory]
    [InlineData("wach", false, "There is no setting wach.", "Did you mean 'watch'?")]
    [InlineData("providers.a.modle", "x", "There is no setting providers.a.modle.", "Did you mean 'model'?")]
    [InlineData("providers.new.modle", "x", "There is no setting providers.new.modle.", "Did you mean 'model'?")]
    [InlineData("watch.on", "x", "watch is a single value", "")]
    [InlineData("watch", "maybe", "Expected true or false", "Write true or false")]
    [InlineData("watch", 12, "Expected true or false", "")]
    [InlineData("providers.a.timeout", "soon", "Expected a number", "")]
    [InlineData("providers.a.timeout", -1, "out of range", "")]
    [InlineData("providers.a.timeout", "-1", "out of range", "")]
    [InlineData("providers.a.local", "maybe", "none of those accepted", "auto, true, false")]
    [InlineData("providers.a.base_url", "ftp://x", "neither http nor https", "")]
    [InlineData("providers.a.name", "opnai", "neither a wire protocol", "'openai'")]
    [InlineData("providers.b.model", "x", "neither a wire protocol", "")]
    [InlineData("default_provider", "b", "No provider of this name", "")]
    [InlineData("providers.a.options.model", "x", "The request itself sets this", "")]
    [InlineData("aliases.x", "nobody/x", "neither configured nor known", "")]
    [InlineData("providers.a.model", "", "The text is empty", "")]
    public async Task A_value_that_would_be_an_error_is_refused_with_its_remedy(string key, object value, string message, string remedy)
    {
        using var home = new ConfigHome(File1);

        var failure = await home.RefusedAsync(key, value);

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mapping_with_an_unknown_key_is_refused()
    {
        using var home = new ConfigHome(File1);
        var failure = await home.RefusedAsync("health", new Dictionary<string, object> { ["failure_treshold"] = 3 });
        Assert.Contains("failure_treshold", failure.Message, StringComparison.Ordinal);
        Assert.Contains("failure_threshold", failure.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("watch", "false", "watch: false\n")]
    [InlineData("providers.a.timeout", "60", "{name: openai, model: m, timeout: 60}")]
    [InlineData("providers.a.fallback", "[groq/x, ollama/y]", "fallback: [groq/x, ollama/y]}")]
    [InlineData("routing.fallback", "[groq/x]", "routing:\n  fallback: [groq/x]\n")]
    [InlineData("routing.fallback", "any", "routing:\n  fallback: any\n")]
    [InlineData("providers.a.local", "true", "local: true}")]
    [InlineData("providers.a.local", true, "local: true}")]
    [InlineData("providers.a.model", "12", "model: '12'}")]
    [InlineData("providers.a.model", "[x]", "model: '[x]'}")]
    [InlineData("providers.a.prompt_cache", "off", "prompt_cache: off}")]
    [InlineData("budget", "{per_day_usd: 5}", "budget: {per_day_usd: 5}\n")]
    public async Task Text_is_read_as_the_file_would_where_the_setting_takes_no_text(string key, object value, string written)
    {
        using var home = new ConfigHome(File1);
        await home.SetAsync(key, value);
        Assert.Contains(written, home.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Reading.Read(home.Text).Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public async Task A_file_with_errors_of_its_own_can_be_edited_and_mended()
    {
        using var home = new ConfigHome("providers:\n  a: {name: opnai, timeout: soon}\nmodels: [1, {provider: a}]\n");

        await home.SetAsync("watch", false);
        await home.SetAsync("providers.a.name", "openai");
        await home.RemoveAsync("models[0]");
        await home.RemoveAsync("models");
        await home.RemoveAsync("providers.a.timeout");

        Assert.Equal("providers:\n  a: {name: openai}\nwatch: false\n", home.Text);
        Assert.Empty(Reading.Read(home.Text).Diagnostics);
    }

    [Fact]
    public async Task A_file_that_is_no_YAML_is_not_edited()
    {
        using var home = new ConfigHome("providers: [\n");
        Assert.Contains("not to be edited as it is", (await home.RefusedAsync("watch", false)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_key_can_be_removed()
    {
        using var home = new ConfigHome("wach: test-key-1\nwatch: true\n");
        var edit = await home.RemoveAsync("wach");
        Assert.Equal("watch: true\n", home.Text);
        Assert.Equal("***", edit.OldValue);
    }

    [Theory]
    [InlineData("api_key", "$KEY", "$KEY", 0)]
    [InlineData("api_key", "${KEY}", "$KEY", 0)]
    [InlineData("api_key", "secret://Vault/Name", "secret://Vault/Name", 0)]
    [InlineData("api_key", "file:~/key", "file:~/key", 0)]
    [InlineData("api_key", "test-key-2", "***", 1)]
    [InlineData("api_keys", "[$A, test-key-2, {key: test-key-3, name: work}]", "[$A, '***', {key: '***', name: work}]", 1)]
    [InlineData("headers.X-Key", "test-key-2", "***", 1)]
    [InlineData("headers.X-Key", "$KEY", "$KEY", 0)]
    public async Task Secrets_are_written_as_given_and_never_shown(string field, string value, string shown, int warnings)
    {
        using var home = new ConfigHome("providers:\n  a:\n    name: openai\n    api_key: test-key-1\n    headers: {X-Key: test-key-1}\n");

        var edit = await home.SetAsync($"providers.a.{field}", value);

        Assert.Equal(shown, edit.NewValue);
        Assert.Equal(warnings, edit.Findings.Count(f => f.Code == DiagnosticCodes.SecretInClear));
        Assert.DoesNotContain("test-key", edit.ToString() + string.Concat(edit.Findings), StringComparison.Ordinal);
        Assert.Contains(field == "api_keys" ? "test-key-3" : value, home.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_out_of_the_environment_is_not_written_in_clear_nor_repeated()
    {
        using var home = new ConfigHome(File1) { Variables = { ["MY_KEY"] = "test-key-1" } };

        foreach (var (key, value) in ((string, object)[])[("providers.a.api_key", "test-key-1"), ("providers.a.api_keys", new[] { "$OTHER", "test-key-1" }), ("providers.a.headers.X", "test-key-1")])
        {
            var failure = await home.RefusedAsync(key, value);
            Assert.Contains("MY_KEY", failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("test-key-1", failure.ToString() + failure.Remedy, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_refused_secret_is_not_repeated()
    {
        using var home = new ConfigHome(File1);
        foreach (var key in (string[])["providers.a.api_kee", "watch", "providers.a.timeout", "providers.a.api_keys", "providers.a.auth"])
        {
            var failure = await home.RefusedAsync(key, "test-key-1");
            Assert.DoesNotContain("test-key-1", failure.ToString() + failure.Remedy, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_another_editor_writes_meanwhile_is_not_lost()
    {
        var times = 0;
        ConfigHome? home = null;
        using (home = new ConfigHome(File1)
        {
            BeforeReplacing = () =>
            {
                if (times++ == 0)
                {
                    File.WriteAllText(home!.FilePath, home.Text + "audit: /theirs\n");
                }
            },
        })
        {
            await home.SetAsync("watch", false);

            Assert.Equal(2, times);
            Assert.Equal(File1.Replace("true", "false", StringComparison.Ordinal) + "audit: /theirs\n", home.Text);
            Assert.Equal(File1 + "audit: /theirs\n", File.ReadAllText(home.Backup));
        }
    }

    [Fact]
    public async Task An_editor_that_never_rests_ends_the_edit_with_an_error()
    {
        ConfigHome? home = null;
        using (home = new ConfigHome(File1) { BeforeReplacing = () => File.AppendAllText(home!.FilePath, "# more\n") })
        {
            var failure = await Assert.ThrowsAsync<MissyException>(() => home.SetAsync("watch", false));
            Assert.Contains("all the time", failure.Message, StringComparison.Ordinal);
            Assert.Contains("watch: true", home.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_process_that_ends_before_the_rename_leaves_the_old_file_and_the_next_edit_works()
    {
        ConfigHome? home = null;
        var seen = "";
        using (home = new ConfigHome(File1)
        {
            BeforeReplacing = () =>
            {
                // What would be on the disk if the process ended here; the new file is whole under another name.
                seen = home!.Text;
                var temporary = Directory.GetFiles(Path.GetDirectoryName(home.FilePath)!, ".config.yaml.*").Single();
                Assert.Contains("watch: false", File.ReadAllText(temporary), StringComparison.Ordinal);
                File.Copy(temporary, temporary + ".left");
                throw new IOException("ended");
            },
        })
        {
            Assert.Contains("ended", (await Assert.ThrowsAsync<MissyException>(() => home.SetAsync("watch", false))).Message, StringComparison.Ordinal);
            Assert.Equal(File1, seen);
            Assert.Equal(File1, home.Text);
        }

        using var next = new ConfigHome(File1);
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(next.FilePath)!, ".config.yaml.left"), "half");
        await next.SetAsync("watch", false);
        Assert.Contains("watch: false", next.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writers_at_the_same_time_lose_no_edit()
    {
        using var home = new ConfigHome("# start\naliases:\n  a0: groq/m\n");
        var writers = Enumerable.Range(0, 2).Select(writer => Task.Run(
            async () =>
            {
                for (var i = 0; i < 100; i++)
                {
                    await home.SetAsync($"aliases.w{writer}-{i}", $"groq/m{i}");
                }
            },
            Cancellation));

        await Task.WhenAll(writers);

        var aliases = Reading.Good(home.Text).Aliases;
        Assert.Equal(201, aliases.Count);
        Assert.StartsWith("# start\naliases:\n", home.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_that_is_kept_for_too_long_is_an_error()
    {
        var time = new ManualTimeProvider();
        using var home = new ConfigHome(File1) { Time = time };
        using var held = await FileLock.TakeAsync(home.FilePath + ".lock", TimeSpan.Zero, TimeProvider.System, Cancellation);
        var edit = home.SetAsync("watch", false);
        await time.AdvanceUntilAsync(Task.WhenAny(edit), TimeSpan.FromSeconds(1));
        Assert.Contains("locked", (await Assert.ThrowsAsync<MissyException>(() => edit)).Message, StringComparison.Ordinal);
        Assert.Equal(File1, home.Text);
    }

    [Fact]
    public async Task Values_of_types_that_no_file_has_are_refused()
    {
        using var home = new ConfigHome(File1);
        Assert.Contains("Version", Assert.Throws<MissyException>(() => ValueNodes.From(new Version(1, 0))).Message, StringComparison.Ordinal);
        Assert.Contains("surrogate", (await home.RefusedAsync("providers.a.model", "\ud83d")).Message, StringComparison.Ordinal);
    }
}
