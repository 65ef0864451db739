using Missy.Configuration;
using Missy.Providers.Secrets;
using Missy.Tests.Support;

namespace Missy.Tests.Secrets;

/// <summary>Real programs, run by a clock that stands still.</summary>
public sealed class CommandSecretTests : ISystemEnvironment, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("missy-command-").FullName;
    private readonly ManualTimeProvider _time = new();

    public CommandSecretTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands of this table are those of Unix.");

    public string? HomeFolder => _folder;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public string? GetVariable(string name) => name == "PATH" ? $"relative::{_folder}/bin:/usr/bin:/bin" : null;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("printf canary-key-1", "canary-key-1")]
    [InlineData("printf 'canary-key-1\\n'", "canary-key-1")]
    [InlineData("printf '  canary-key-1  \\r\\nsecond line\\n'", "canary-key-1")]
    [InlineData("sh -c 'echo canary-key-1; echo warning >&2'", "canary-key-1")]
    [InlineData("/bin/echo canary-key-1", "canary-key-1")]
    [InlineData("echo $HOME", "$HOME")]
    [InlineData("echo a | cat", "a | cat")]
    [InlineData("sh -c 'echo canary-key-1; head -c 300000 /dev/zero'", "canary-key-1")]
    public async Task The_key_is_the_first_line_that_it_prints(string command, string key) =>
        Assert.Equal(key, (await Source(command).ReadAsync(Cancellation)).Value);

    [Theory]
    [InlineData("sh -c 'exit 3'", "it ended with exit code 3")]
    [InlineData("sh -c 'echo canary-key-2; echo vault is locked >&2; exit 1'", "it ended with exit code 1: vault is locked")]
    [InlineData("sh -c 'echo canary-key-2; echo no canary-key-2 here >&2; exit 1'", "it ended with exit code 1: no *** here")]
    [InlineData("sh -c 'kill -9 $$'", "it ended with exit code 137")]
    [InlineData("true", "its first line is empty")]
    [InlineData("cat", "its first line is empty")]
    [InlineData("sh -c 'echo; echo canary-key-2'", "its first line is empty")]
    [InlineData("missy-no-such-program x", "there is no program 'missy-no-such-program'")]
    [InlineData("./missy-no-such-program", "there is no program './missy-no-such-program'")]
    [InlineData("echo 'a", "a quote (') is not closed")]
    public async Task Why_there_is_none_is_told(string command, string problem)
    {
        var state = await Source(command).ReadAsync(Cancellation);

        Assert.Null(state.Value);
        Assert.Equal($"the command of cmd:{command} gave no key: {problem}", state.Problem);
        Assert.NotNull(state.Remedy);
        Assert.Equal(ErrorKind.Authentication, state.Kind);
    }

    [Fact]
    public async Task A_long_complaint_is_cut()
    {
        var state = await Source("sh -c 'i=0; while [ $i -lt 100 ]; do printf \"😀😀😀 \" >&2; i=$((i+1)); done; exit 1'").ReadAsync(Cancellation);

        var said = state.Problem![state.Problem!.IndexOf("exit code 1", StringComparison.Ordinal)..];
        Assert.InRange(said.Length, 150, 220);
        Assert.EndsWith("…", said, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', said);
    }

    [Fact]
    public async Task After_ten_seconds_it_is_ended_with_all_that_it_started()
    {
        var reading = Source($"sh -c 'echo $$ > {_folder}/one; sh -c \"echo \\$\\$ > {_folder}/two; sleep 300\"'").ReadAsync(Cancellation).AsTask();
        await WaitForAsync("two");
        await _time.WaiterAsync(CommandSecret.Limit);

        _time.Advance(CommandSecret.Limit);
        var state = await reading.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

        Assert.Contains("it did not finish within 10 s", state.Problem, StringComparison.Ordinal);
        await EndedAsync("one");
        await EndedAsync("two");
    }

    [Fact]
    public async Task Whoever_cancels_last_ends_it()
    {
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var source = Source($"sh -c 'echo $$ > {_folder}/one; sleep 300'");
        var one = source.ReadAsync(first.Token).AsTask();
        var two = source.ReadAsync(second.Token).AsTask();
        await WaitForAsync("one");

        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        Assert.True(IsRunning("one"));
        await second.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => two);

        await EndedAsync("one");
        Assert.Equal(SecretState.Untried, source.Peek());
    }

    [Fact]
    public async Task It_runs_once_for_all_who_ask()
    {
        var source = Counting();

        var states = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => source.ReadAsync(Cancellation).AsTask()));
        var later = await source.ReadAsync(Cancellation);

        Assert.All(states, state => Assert.Equal("canary-key-1", state.Value));
        Assert.Equal("canary-key-1", later.Value);
        Assert.Equal(1, Runs);
    }

    [Fact]
    public async Task It_runs_again_only_after_its_key_was_refused()
    {
        var source = Counting();
        await source.ReadAsync(Cancellation);

        Assert.Equal("canary-key-1", (await source.RenewAsync("another key", Cancellation)).Value);
        Assert.Equal(1, Runs);
        Assert.Equal("canary-key-2", (await source.RenewAsync("canary-key-1", Cancellation)).Value);
        Assert.Equal("canary-key-2", (await source.RenewAsync("canary-key-1", Cancellation)).Value);
        Assert.Equal(2, Runs);
    }

    [Fact]
    public async Task Looking_runs_nothing_and_a_failure_counts_for_a_few_seconds()
    {
        var source = Source($"sh -c 'echo x >> {_folder}/runs; exit 1'");
        Assert.Equal(SecretState.Untried, source.Peek());
        Assert.Equal(0, Runs);

        var failed = await source.ReadAsync(Cancellation);
        Assert.Equal(failed, source.Peek());
        _time.Advance(FetchedSecret.FailureLifetime);
        Assert.Equal(SecretState.Untried, source.Peek());
        Assert.Equal(1, Runs);
    }

    [Fact]
    public async Task It_is_never_found_in_the_current_folder_and_runs_in_that_of_the_configuration()
    {
        var here = Directory.GetCurrentDirectory();
        var name = $"missy-here-{Guid.NewGuid():N}";
        try
        {
            try
            {
                UnixFile.Write(Path.Combine(here, name), "#!/bin/sh\necho wrong\n", "700");
            }
            catch (UnauthorizedAccessException)
            {
                Assert.Skip("The current folder may not be written to.");
            }

            UnixFile.Write(Path.Combine(_folder, "tools", "get key"), "#!/bin/sh\npwd\n", "700");
            UnixFile.Write(Path.Combine(_folder, "bin", "on-path"), "#!/bin/sh\npwd\n", "700");
            UnixFile.Write(Path.Combine(_folder, "bin", "not-executable"), "#!/bin/sh\npwd\n", "600");

            Assert.Contains("there is no program", (await Source(name).ReadAsync(Cancellation)).Problem, StringComparison.Ordinal);
            Assert.Contains("there is no program", (await Source("not-executable").ReadAsync(Cancellation)).Problem, StringComparison.Ordinal);
            foreach (var command in (string[])["'tools/get key'", "'./tools/get key'", "'~/tools/get key'", $"'{_folder}/tools/get key'", "on-path"])
            {
                Assert.EndsWith(_folder, (await Source(command).ReadAsync(Cancellation)).Value, StringComparison.Ordinal);
            }
        }
        finally
        {
            File.Delete(Path.Combine(here, name));
        }
    }

    private int Runs => File.Exists(Path.Combine(_folder, "runs")) ? File.ReadAllLines(Path.Combine(_folder, "runs")).Length : 0;

    private CommandSecret Counting() =>
        Source($"sh -c 'echo x >> {_folder}/runs; n=$(wc -l < {_folder}/runs); echo canary-key-$((n))'");

    private CommandSecret Source(string command) => new(SecretReference.Parse("cmd:" + command), _folder, this, _time);

    private async Task WaitForAsync(string name)
    {
        var path = Path.Combine(_folder, name);
        while (!File.Exists(path) || new FileInfo(path).Length == 0)
        {
            await Task.Delay(5, Cancellation);
        }
    }

    private async Task EndedAsync(string name)
    {
        for (var tries = 0; IsRunning(name); tries++)
        {
            Assert.True(tries < 2000, "The process was not ended.");
            await Task.Delay(5, Cancellation);
        }
    }

    private bool IsRunning(string name)
    {
        var id = int.Parse(File.ReadAllText(Path.Combine(_folder, name)), System.Globalization.CultureInfo.InvariantCulture);
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(id);
            return !process.HasExited && !IsZombie(id);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // Nobody in a container may be there to bury it.
    private static bool IsZombie(int id)
    {
        var status = $"/proc/{id.ToString(System.Globalization.CultureInfo.InvariantCulture)}/status";
        return File.Exists(status) && File.ReadAllText(status).Contains("State:\tZ", StringComparison.Ordinal);
    }
}
