using System.Diagnostics;

namespace Missy.Tests.Support;

/// <summary>A real terminal of 100 columns and 40 rows, in which a program runs: a tmux server of its own, driven by keys, read as text.</summary>
internal sealed class Tmux : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("missy-tmux-").FullName;
    private readonly string _socket;

    /// <param name="environment">What the program finds in its environment.</param>
    /// <param name="command">The program and its arguments.</param>
    public Tmux(IReadOnlyDictionary<string, string> environment, params string[] command)
    {
        _socket = Path.Combine(_folder, "s");
        var variables = environment.SelectMany(entry => (string[])["-e", $"{entry.Key}={entry.Value}"]);
        var quoted = string.Join(' ', command.Select(word => $"'{word}'"));
        Run(["new-session", "-d", "-x", "100", "-y", "40", .. variables, $"{quoted}; echo \"EXIT=$?\"; sleep 600"]);
    }

    /// <summary>Skips where there is no tmux.</summary>
    public static void Require() => Assert.SkipUnless(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "tmux"))),
        "There is no tmux on the PATH.");

    /// <summary>What the terminal shows.</summary>
    public string Screen => Run(["capture-pane", "-p"]);

    /// <summary>The same with the codes of its looks.</summary>
    public string Styled => Run(["capture-pane", "-p", "-e"]);

    /// <summary>Types a text.</summary>
    public void Type(string text) => Run(["send-keys", "-l", text]);

    /// <summary>Presses a key: Enter, Tab, C-c, Up …</summary>
    public void Press(string key) => Run(["send-keys", key]);

    /// <summary>Pastes a text as a terminal does.</summary>
    public void Paste(string text)
    {
        Run(["set-buffer", text]);
        Run(["paste-buffer"]);
    }

    /// <summary>Types a text and sends it, once it stands there: what comes at once is taken for pasted.</summary>
    public async Task SendAsync(string text)
    {
        Type(text);
        await WaitAsync(screen => screen.TrimEnd().EndsWith(text, StringComparison.Ordinal));
        Press("Enter");
    }

    /// <summary>Waits until the terminal shows something.</summary>
    public async Task<string> WaitAsync(Func<string, bool> shows)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var screen = Screen;
            if (shows(screen))
            {
                return screen;
            }

            Assert.True(watch.Elapsed < Limit, $"The terminal shows:\n{screen}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public Task<string> WaitAsync(string text) => WaitAsync(screen => screen.Contains(text, StringComparison.Ordinal));

    public void Dispose()
    {
        Run(["kill-server"]);
        Directory.Delete(_folder, recursive: true);
    }

    private string Run(string[] arguments)
    {
        var start = new ProcessStartInfo("tmux", ["-S", _socket, "-f", "/dev/null", .. arguments]) { RedirectStandardOutput = true };
        start.Environment["LANG"] = start.Environment["LC_ALL"] = "C.UTF-8";
        using var tmux = Process.Start(start)!;
        var output = tmux.StandardOutput.ReadToEnd();
        tmux.WaitForExit();
        return output;
    }
}
