using System.Text.Json;
using Missy.Simulation;

namespace Missy.Tests.Cli;

[Collection(CommandLineCollection.Name)]
public sealed class AskOutputTests
{
    private const string Answer = "One two three four.";

    [Fact]
    public async Task At_a_terminal_each_piece_is_shown_as_it_comes()
    {
        using var missy = new CommandLine(new SimulatorOptions { Answer = Answer }) { AtTerminal = true }.WithProvider();

        Assert.Equal(0, await missy.RunAsync("ask", "hi"));

        Assert.Equal(["One", "One two", "One two three", Answer, Answer + "\n"], missy.Output.Seen);
        Assert.True(Assert.Single(missy.Simulator.Requests).Stream);
    }

    [Fact]
    public async Task A_piece_is_shown_before_the_next_one_has_come()
    {
        using var missy = new CommandLine(new SimulatorOptions { Answer = Answer, Faults = [FaultRule.Parse("stall;deltas=2")] }) { AtTerminal = true }
            .WithProvider();
        using var enough = new CancellationTokenSource();
        missy.Output.Flushed = text =>
        {
            if (text == "One two")
            {
                enough.Cancel();
            }
        };

        Assert.Equal(130, await missy.RunAsync(["ask", "hi"], enough.Token));

        Assert.Equal("One two\n", missy.Out);
        Assert.Equal("missy: cancelled\n", missy.Err);
        Assert.True((await missy.Simulator.WaitForAbortAsync(1, TestContext.Current.CancellationToken)).ClientAborted);
    }

    [Theory]
    [InlineData(false, null, false)]
    [InlineData(true, null, true)]
    [InlineData(false, "--stream", true)]
    [InlineData(true, "--no-stream", false)]
    [InlineData(true, "--json", false)]
    public async Task The_wire_streams_to_a_terminal_or_when_told_to(bool terminal, string? option, bool streams)
    {
        using var missy = new CommandLine(new SimulatorOptions { Answer = Answer }) { AtTerminal = terminal }.WithProvider();

        Assert.Equal(0, await missy.RunAsync(option is null ? ["ask", "hi"] : ["ask", "hi", option]));

        Assert.Equal(streams, Assert.Single(missy.Simulator.Requests).Stream);
        Assert.Equal("", missy.Err);
        if (option != "--json")
        {
            Assert.Equal(Answer + "\n", missy.Out);
        }
    }

    [Theory]
    [InlineData("--stream", true)]
    [InlineData("--no-stream", false)]
    public async Task Json_is_one_document_whatever_the_wire_does(string option, bool streams)
    {
        using var missy = new CommandLine(new SimulatorOptions { Answer = Answer }) { AtTerminal = true }.WithProvider();

        Assert.Equal(0, await missy.RunAsync("ask", "hi", "--json", option));

        Assert.Equal(Answer, missy.OutJson.GetProperty("content").GetString());
        Assert.Equal(streams, missy.OutJson.GetProperty("timeToFirstToken").ValueKind == JsonValueKind.Number);
        Assert.Equal(streams, missy.Simulator.Requests[0].Stream);
        Assert.Equal("", missy.Err);
    }

    [Theory]
    [InlineData("ends with a line feed\n")]
    [InlineData("does not")]
    public async Task Output_ends_with_one_line_feed(string answer)
    {
        foreach (var option in (string[])["--stream", "--no-stream"])
        {
            using var missy = new CommandLine(new SimulatorOptions { Answer = answer }).WithProvider();
            Assert.Equal(0, await missy.RunAsync("ask", "hi", option));
            Assert.Equal(answer.TrimEnd('\n') + "\n", missy.Out);
        }
    }

    [Theory]
    [InlineData("--stream")]
    [InlineData("--no-stream")]
    public async Task What_could_make_a_terminal_do_things_is_taken_out_there_and_kept_in_a_pipe(string option)
    {
        const string Dangerous = "a\e[31mred\e[0m \e]0;title\ab\e]8;;http://x\e\\link \u009b2Jc\bd\re\u0085f\0\u007f\tg\n🗼 end";
        using var missy = new CommandLine(new SimulatorOptions { Answer = Dangerous }).WithProvider();

        missy.AtTerminal = true;
        Assert.Equal(0, await missy.RunAsync("ask", "hi", option));
        Assert.Equal("ared blink cdef\tg\n🗼 end\n", missy.Out);

        missy.AtTerminal = false;
        Assert.Equal(0, await missy.RunAsync("ask", "hi", option));
        Assert.Equal(Dangerous + "\n", missy.Out);
    }

    [Theory]
    [InlineData("\\u001b", "[3", "1mred", "red")]
    [InlineData("a\\u001b]0;ti", "tle\\u001b", "\\\\b", "ab")]
    [InlineData("a\\u001b]0;never ended", " here\\nnext", " line", "a\nnext line")]
    [InlineData("\\u001b\\u001b[1", ";2\\u001b[", "Kz", "z")]
    [InlineData("\\u001b(", "Bplain\\u001b", "7text", "plaintext")]
    public async Task A_sequence_cut_into_pieces_is_taken_out_too(string first, string second, string third, string shown)
    {
        using var missy = new CommandLine { AtTerminal = true };
        using var service = CannedService.Stream($"\"{first}\"", $"\"{second}\"", $"\"{third}\"");
        service.WriteConfig(missy);

        Assert.Equal(0, await missy.RunAsync("ask", "hi"));

        Assert.Equal(shown + "\n", missy.Out);
    }

    [Theory]
    [InlineData(true, "One two\n")]
    [InlineData(false, "One two")]
    public async Task The_text_of_a_cut_stream_stays_and_the_error_begins_a_line(bool terminal, string shown)
    {
        using var missy = new CommandLine(new SimulatorOptions { Answer = Answer, Faults = [FaultRule.Parse("cut-stream;deltas=2")] }) { AtTerminal = terminal }
            .WithProvider();

        Assert.Equal(1, await missy.RunAsync("ask", "hi", "--stream"));

        Assert.Equal(shown, missy.Out);
        Assert.StartsWith("missy: it ended the answer before it was whole", missy.Err, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("length", "the answer was cut at its token limit")]
    [InlineData("content_filter", "the service withheld or cut the answer")]
    public async Task An_answer_that_is_not_whole_is_a_warning_or_with_strict_a_failure(string finish, string warning)
    {
        using var missy = new CommandLine();
        using var service = CannedService.Completion("\"content\":\"half an\"", finish);
        service.WriteConfig(missy);

        foreach (var (args, code) in ((string[], int)[])[(["ask", "hi"], 0), (["ask", "hi", "--strict"], 1)])
        {
            Assert.Equal(code, await missy.RunAsync(args));
            Assert.Equal("half an\n", missy.Out);
            Assert.Contains(warning, missy.Err, StringComparison.Ordinal);
            Assert.Equal(code, await missy.RunAsync([.. args, "--json"]));
            Assert.Equal(finish, missy.OutJson.GetProperty("finishReason").GetString());
            Assert.Contains(warning, missy.Err, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_whole_answer_is_no_failure_with_strict()
    {
        using var missy = new CommandLine().WithProvider();

        Assert.Equal(0, await missy.RunAsync("ask", "hi", "--strict"));

        Assert.Equal("", missy.Err);
    }

    [Fact]
    public async Task Verbose_tells_route_attempts_tokens_and_time_on_standard_error_alone()
    {
        using var missy = new CommandLine(new SimulatorOptions { Answer = Answer }).WithProvider();

        Assert.Equal(0, await missy.RunAsync("ask", "hi", "--verbose"));

        Assert.Equal(Answer + "\n", missy.Out);
        Assert.Matches(
            """
            ^provider: it \(it is the first available in the configuration\)
            tier: primary \(rules: .*\)
            model: m \(it is the model of providers\.it\)
            attempt: it/m key=none Success, took \d+\.\d{3} s
            answer: m, \d+ \+ \d+ = \d+ tokens, cost unknown, \d+\.\d{3} s, stop
            $
            """.ReplaceLineEndings("\n"),
            missy.Err.ReplaceLineEndings("\n"));
    }
}
