using Missy.Simulation;
using Missy.Tests.Support;

namespace Missy.Tests.Cli;

/// <summary><c>missy run</c> at a real terminal.</summary>
public sealed class RunTerminalTests : IDisposable
{
    private readonly string _home;
    private readonly SimulatorServer _simulator;

    public RunTerminalTests()
    {
        Tmux.Require();
        _home = Directory.CreateTempSubdirectory("missy-").FullName;
        _simulator = SimulatorServer.Start(new SimulatorOptions { Answer = "# Title\n\nSome **bold** text.\n\n- one\n- two\n" });
        File.WriteAllText(Path.Combine(_home, "config.yaml"), $$"""
            providers:
              it: { name: openai, model: m, base_url: '{{_simulator.BaseUrl}}v1' }
              other: { name: anthropic, model: n, base_url: '{{_simulator.BaseUrl}}' }
            reliability: { max_retries: 0 }
            """);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _simulator.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public async Task Shows_answers_rendered_completes_commands_switches_and_leaves()
    {
        using var terminal = Start();
        await terminal.WaitAsync("/exit leaves.\n\n>");
        await terminal.SendAsync("hello");
        await terminal.WaitAsync("> hello\nTitle\n\nSome bold text.\n\n• one\n• two\n\n>");
        Assert.Contains("\e[1mbold\e[0m", terminal.Styled, StringComparison.Ordinal);
        Assert.DoesNotContain("…", terminal.Screen, StringComparison.Ordinal);

        terminal.Type("/mod");
        await terminal.WaitAsync("> /mod\n");
        terminal.Press("Tab");
        await terminal.WaitAsync("> /model\n");
        terminal.Press("Tab");
        await terminal.WaitAsync("/models  /model\n");
        terminal.Type("s ot");
        await terminal.WaitAsync("> /models ot\n");
        terminal.Press("Tab");
        await terminal.WaitAsync("> /models other\n");
        terminal.Press("Enter");
        await terminal.WaitAsync("Provider switched to `other`");
        await terminal.SendAsync("again");
        await _simulator.WaitForRequestAsync(2, Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        Assert.Equal(["/v1/chat/completions", "/v1/messages"], _simulator.Requests.Select(request => request.Path));

        await terminal.SendAsync("/modls");
        await terminal.WaitAsync("Error: There is no command '/modls'. Did you mean '/models' or '/model'?");
        await terminal.SendAsync("/exit");
        await terminal.WaitAsync("EXIT=0");
    }

    [Fact]
    public async Task Ctrl_C_stops_an_answer_at_once_and_leaves_only_when_nothing_is_done()
    {
        _simulator.AddFault(FaultRule.Parse("call=1;fault=stall;deltas=4"));
        using var terminal = Start();
        await terminal.WaitAsync("leaves.");
        await terminal.SendAsync("slow");
        await _simulator.WaitForRequestAsync(1, Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        await terminal.WaitAsync("…");

        terminal.Press("C-c");

        await terminal.WaitAsync("Stopped. Nothing of this turn is kept.");
        Assert.True((await _simulator.WaitForAbortAsync(1, Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation)).ClientAborted);
        terminal.Press("Up");
        await terminal.WaitAsync(screen => screen.TrimEnd().EndsWith("> slow", StringComparison.Ordinal));
        terminal.Press("Enter");
        await terminal.WaitAsync("• two\n\n>");
        terminal.Type("unsent");
        await terminal.WaitAsync("> unsent");
        terminal.Press("C-c");
        await terminal.WaitAsync("> unsent\n>");
        terminal.Press("C-c");
        await terminal.WaitAsync("Press Ctrl+C again to leave");
        terminal.Press("C-c");
        await terminal.WaitAsync("EXIT=0");
    }

    [Fact]
    public async Task Takes_several_lines_by_backslash_and_by_pasting()
    {
        using var terminal = Start();
        await terminal.WaitAsync("leaves.");
        terminal.Type("one\\");
        await terminal.WaitAsync("> one\\");
        terminal.Press("Enter");
        await terminal.WaitAsync(screen => !screen.Contains('\\', StringComparison.Ordinal));
        await terminal.SendAsync("two");
        await _simulator.WaitForRequestAsync(1, Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        await terminal.WaitAsync("• two\n\n>");
        terminal.Paste("three\nfour\nfive");
        await terminal.WaitAsync("> three\n  four\n  five");
        terminal.Press("Enter");
        await _simulator.WaitForRequestAsync(2, Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        terminal.Press("C-d");
        await terminal.WaitAsync("EXIT=0");

        Assert.Contains(@"""one\ntwo""", _simulator.Requests[0].Body, StringComparison.Ordinal);
        Assert.Contains(@"""three\nfour\nfive""", _simulator.Requests[1].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "dumb")]
    [InlineData("MISSY_TEST", "", "--plain")]
    public async Task Shows_answers_as_they_were_written_where_colours_are_not_wanted(string name, string value, params string[] options)
    {
        using var terminal = Start(name, value, options);
        await terminal.WaitAsync("leaves.");
        await terminal.SendAsync("hello");
        await terminal.WaitAsync("# Title\n\nSome **bold** text.\n\n- one\n- two\n");
        Assert.DoesNotContain('\e', terminal.Styled);
        await terminal.SendAsync("/exit");
        await terminal.WaitAsync("EXIT=0");
    }

    private Tmux Start(string name = "MISSY_TEST", string value = "", params string[] options) => new(
        new Dictionary<string, string>
        {
            ["HOME"] = _home,
            ["MISSY_CONFIG"] = Path.Combine(_home, "config.yaml"),
            [name] = value,
        },
        ["env", $"{name}={value}", MissyProcess.Host, MissyProcess.Assembly, "run", .. options]);
}
