using Missy.Tests.Client;
using Missy.Tests.Support;

namespace Missy.Tests.Live;

/// <summary>The watcher, on a clock that the test moves and files that are real.</summary>
public sealed class WatcherTests : IDisposable
{
    private const string One = "providers: { a: { name: ollama, model: one } }\n";
    private const string Two = "providers: { a: { name: ollama, model: two } }\n";
    private const string Bad = "providers: { a: { name: ollama, model: [ } }\n";

    private readonly ManualTimeProvider _time = new();
    private readonly ClientHarness _missy;

    public WatcherTests() =>
        _missy = new ClientHarness(One, change: options => options with { Watch = true }, time: _time);

    private string Model => _missy.Client.Registry.Get("a").Config.Model!;

    private ConfigWatcherInfo State => _missy.Client.ConfigWatcher;

    [Fact]
    public void Nothing_is_watched_before_the_configuration_is_used()
    {
        Assert.False(State.Running);
        Assert.Null(State.LoadedAt);

        Assert.Equal("one", Model);

        Assert.True(State.Running);
        Assert.Equal(_missy.ConfigPath, State.Path);
        Assert.Equal(_time.GetUtcNow(), State.LoadedAt);
    }

    [Fact]
    public void A_change_is_taken_after_two_quiet_seconds()
    {
        Use();
        Write(Two);
        Pass(seconds: 2);

        Assert.Equal("one", Model);
        Assert.True(State.Pending);

        Pass(seconds: 1);

        Assert.Equal("two", Model);
        Assert.False(State.Pending);
        Assert.Equal(ConfigReloadOutcome.Reloaded, State.LastOutcome);
        Assert.Equal([new ConfigReloaded(_missy.ConfigPath, Hash(One), Hash(Two), Reloaded().Changes)], _missy.Events);
    }

    [Fact]
    public void A_file_that_keeps_changing_is_left_until_it_rests()
    {
        Use();
        for (var second = 0; second < 10; second++)
        {
            Write($"providers: {{ a: {{ name: ollama, model: m{second} }} }}");
            Pass(seconds: 1);
        }

        Assert.Equal("one", Model);

        Pass(seconds: 2);

        Assert.Equal("m9", Model);
        Assert.Single(_missy.Events);
    }

    [Fact]
    public void A_file_that_was_only_touched_is_not_read_as_a_change()
    {
        Use();
        File.SetLastWriteTimeUtc(_missy.ConfigPath, DateTime.UtcNow.AddHours(1));
        Pass(seconds: 5);

        Assert.Empty(_missy.Events);
        Assert.Equal(ConfigReloadOutcome.Unchanged, State.LastOutcome);
    }

    [Fact]
    public void A_change_of_the_same_length_that_keeps_the_time_of_writing_is_seen()
    {
        Use();
        Pass(seconds: 5);
        var written = File.GetLastWriteTimeUtc(_missy.ConfigPath);
        Write(Two);
        File.SetLastWriteTimeUtc(_missy.ConfigPath, written);
        Pass(seconds: 3);

        Assert.Equal("two", Model);
    }

    [Fact]
    public void A_file_that_took_the_name_is_seen()
    {
        Use();
        Pass(seconds: 5);
        var other = _missy.ConfigPath + ".new";
        File.WriteAllText(other, NoRetries.In(Two));
        File.SetLastWriteTimeUtc(other, File.GetLastWriteTimeUtc(_missy.ConfigPath));
        File.Move(other, _missy.ConfigPath, overwrite: true);
        Pass(seconds: 3);

        Assert.Equal("two", Model);
    }

    [Fact]
    public void A_link_that_points_elsewhere_is_seen()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        var (first, second) = (_missy.ConfigPath + ".1", _missy.ConfigPath + ".2");
        File.Move(_missy.ConfigPath, first);
        File.WriteAllText(second, NoRetries.In(Two));
        File.CreateSymbolicLink(_missy.ConfigPath, first);
        Use();
        Pass(seconds: 5);

        File.CreateSymbolicLink(_missy.ConfigPath + ".link", second);
        File.Move(_missy.ConfigPath + ".link", _missy.ConfigPath, overwrite: true);
        Pass(seconds: 3);

        Assert.Equal("two", Model);
    }

    [Fact]
    public void A_file_that_is_deleted_leaves_what_was_in_effect_and_is_taken_when_it_comes_back()
    {
        Use();
        File.Delete(_missy.ConfigPath);
        Pass(seconds: 5);

        Assert.Equal("one", Model);
        Assert.Equal(ConfigReloadOutcome.Refused, State.LastOutcome);
        Assert.Equal("MSY1001", Assert.Single(State.Errors).Code);

        Write(Two);
        Pass(seconds: 3);

        Assert.Equal("two", Model);
        Assert.Empty(State.Errors);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n \n")]
    public void An_emptied_file_does_not_send_prompts_to_whoever_has_a_key(string text)
    {
        Use();
        File.WriteAllText(_missy.ConfigPath, text);
        Pass(seconds: 5);

        Assert.Equal("one", Model);
        Assert.Equal("MSY1009", Assert.Single(State.Errors).Code);
    }

    [Fact]
    public void A_file_that_comes_to_be_is_taken()
    {
        File.Delete(_missy.ConfigPath);
        Assert.False(_missy.Client.Registry.HasFile);
        Write(Two);
        Pass(seconds: 3);

        Assert.Equal("two", Model);
    }

    [Fact]
    public void A_refused_content_is_told_once_and_tried_once()
    {
        Use();
        File.WriteAllText(_missy.ConfigPath, Bad);
        Pass(seconds: 3);
        File.SetLastWriteTimeUtc(_missy.ConfigPath, DateTime.UtcNow.AddHours(1));
        Pass(seconds: 10);

        Assert.Equal("one", Model);
        var failed = Assert.IsType<ConfigReloadFailed>(Assert.Single(_missy.Events));
        Assert.Equal(Hash(Bad, whole: true), failed.Hash);
        Assert.Equal(1, Assert.Single(failed.Errors).Line);
        Assert.Same(failed.Errors[0], State.Errors[0]);
    }

    [Fact]
    public void A_content_that_is_mended_is_taken_and_forgotten_about()
    {
        Use();
        File.WriteAllText(_missy.ConfigPath, Bad);
        Pass(seconds: 5);
        Write(One);
        Pass(seconds: 5);

        Assert.Empty(State.Errors);
        Assert.Equal(ConfigReloadOutcome.Unchanged, State.LastOutcome);
        Assert.DoesNotContain(_missy.Events, happened => happened is ConfigReloaded);
    }

    [Fact]
    public void One_bad_entry_refuses_the_whole_of_a_change()
    {
        Use();
        Write("providers: { a: { name: ollama, model: two }, b: { name: nobody-knows } }");
        Pass(seconds: 5);

        Assert.Equal("one", Model);
        Assert.Equal("providers.b.name", Assert.Single(State.Errors).Key);
    }

    [Fact]
    public void A_file_that_everybody_may_write_is_refused_and_taken_once_it_is_safe()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no mode there.");
        Use();
        Write(Two);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_missy.ConfigPath, (UnixFileMode)Convert.ToInt32("666", 8));
            Pass(seconds: 5);

            Assert.Equal("one", Model);
            Assert.Equal("MSY1301", Assert.Single(State.Errors).Code);

            File.SetUnixFileMode(_missy.ConfigPath, (UnixFileMode)Convert.ToInt32("600", 8));
            Pass(seconds: 3);

            Assert.Equal("two", Model);
        }
    }

    [Fact]
    public void An_edit_made_before_the_watcher_started_is_taken()
    {
        Write(One + "watch: false\n");
        Use();
        Write(Two + "watch: false\n");
        Pass(seconds: 10);

        Assert.False(State.Running);
        Assert.Equal("one", Model);

        _missy.Client.StartConfigWatcher();
        Pass(seconds: 3);

        Assert.Equal("two", Model);
        Assert.True(State.Running);
    }

    [Fact]
    public void What_is_stopped_by_hand_stays_stopped_until_it_is_started_by_hand()
    {
        Use();
        _missy.Client.StopConfigWatcher();
        Write(Two);
        Pass(seconds: 10);

        Assert.Equal("one", Model);
        Assert.False(State.Running);

        Assert.Equal(ConfigReloadOutcome.Reloaded, _missy.Client.ReloadConfig().Outcome);

        Assert.Equal("two", Model);
        Assert.False(State.Running);
    }

    [Fact]
    public void A_file_that_says_so_stops_the_watcher()
    {
        Use();
        Write(Two + "watch: false\n");
        Pass(seconds: 3);

        Assert.Equal("two", Model);
        Assert.False(State.Running);
    }

    [Fact]
    public void A_file_that_could_not_be_used_at_first_is_read_by_the_next_call()
    {
        File.WriteAllText(_missy.ConfigPath, Bad);
        Assert.Throws<MissyException>(() => Model);
        Write(Two);

        Assert.Equal("two", Model);
    }

    [Fact]
    public void Nothing_is_read_while_the_file_rests()
    {
        Use();
        Pass(seconds: 5);
        var last = State.LastAttempt;
        Pass(seconds: 600);

        Assert.Equal(last, State.LastAttempt);
    }

    [Fact]
    public void A_changed_price_file_is_taken_too()
    {
        var prices = Path.Combine(Path.GetDirectoryName(_missy.ConfigPath)!, "prices.yaml");
        File.WriteAllText(prices, "prices: [{provider: a, model: one, input: 1, output: 2}]\nas_of: 2026-01-01");
        Write(One + "usage: { prices: prices.yaml }\n");
        Use();
        Assert.Equal(1, Price());
        Pass(seconds: 5);

        File.WriteAllText(prices, "prices: [{provider: a, model: one, input: 9, output: 2}]\nas_of: 2026-01-01");
        Pass(seconds: 3);

        Assert.Equal(9, Price());
        decimal? Price() => _missy.Client.KnownModels(_missy.Client.Registry.Get("a")).Single(model => model.Id == "one").InputPrice;
    }

    [Fact]
    public void A_place_that_cannot_be_one_is_the_next_call_s_error_and_not_the_watcher_s()
    {
        Use();
        _missy.Variables["MISSY_CONFIG"] = "a\0b";
        Pass(seconds: 3);

        Assert.ThrowsAny<ArgumentException>(() => Model);

        _missy.Variables.Clear();
        Write(Two);
        Pass(seconds: 3);
        Assert.Equal("two", Model);
    }

    [Fact]
    public void A_disposed_client_looks_no_more()
    {
        Use();
        _missy.Client.Dispose();

        Assert.False(State.Running);
        Assert.False(_time.TryAdvance(TimeSpan.FromSeconds(1)));
    }

    public void Dispose() => _missy.Dispose();

    private static string Hash(string text, bool whole = false) =>
        Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(whole ? text : NoRetries.In(text))));

    private void Use() => Assert.Equal("one", Model);

    private void Write(string yaml) => File.WriteAllText(_missy.ConfigPath, NoRetries.In(yaml));

    private ConfigReloaded Reloaded() => Assert.IsType<ConfigReloaded>(Assert.Single(_missy.Events));

    private void Pass(int seconds)
    {
        for (; seconds > 0; seconds--)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }
}
