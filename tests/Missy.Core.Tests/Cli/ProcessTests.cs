using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Missy.Simulation;

namespace Missy.Tests.Cli;

/// <summary>What only a real process shows: signals, pipes, bytes, exit codes.</summary>
public sealed class ProcessTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(MissyProcess.Interrupt, "--stream", "stall;deltas=1")]
    [InlineData(MissyProcess.Terminate, "--no-stream", "no-answer")]
    public async Task A_signal_ends_a_call_at_once_with_130_and_the_service_sees_it(int signal, string option, string fault)
    {
        MissyProcess.RequireSignals();
        using var simulator = SimulatorServer.Start(new SimulatorOptions { Faults = [FaultRule.Parse(fault)] });
        using var missy = MissyProcess.Start(Use(simulator), "ask", "hi", option);
        missy.Input.Close();
        await simulator.WaitForRequestAsync(1, Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

        var watch = Stopwatch.StartNew();
        missy.Send(signal);

        Assert.Equal(130, await missy.EndAsync(closeInput: false));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal("missy: cancelled\n", missy.Err);
        Assert.True((await simulator.WaitForAbortAsync(1, Cancellation)).ClientAborted);
    }

    [Fact]
    public async Task An_interrupt_ends_the_wait_for_standard_input()
    {
        MissyProcess.RequireSignals();
        using var simulator = SimulatorServer.Start();
        using var missy = MissyProcess.Start(Use(simulator), "ask", "hi");

        // More than a pipe holds: when all is written, somebody reads.
        await missy.Input.WriteAsync(new byte[1 << 20], Cancellation);
        var watch = Stopwatch.StartNew();
        missy.Send(MissyProcess.Interrupt);

        Assert.Equal(130, await missy.EndAsync(closeInput: false));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal("missy: cancelled\n", missy.Err);
        Assert.Empty(simulator.Requests);
    }

    [Theory]
    [InlineData(MissyProcess.Interrupt)]
    [InlineData(MissyProcess.Terminate)]
    public async Task The_simulator_prints_where_it_is_and_ends_when_told(int signal)
    {
        MissyProcess.RequireSignals();
        using var missy = MissyProcess.Start("simulate", "--port", "0", "--json");
        var url = JsonDocument.Parse(await missy.FirstOutputAsync()).RootElement.GetProperty("baseUrl").GetString();

        missy.Send(signal);

        Assert.Equal(0, await missy.EndAsync());
        Assert.StartsWith("http://127.0.0.1:", url, StringComparison.Ordinal);
        Assert.Equal(1, missy.Out.Count(letter => letter == '\n'));
        Assert.Equal("", missy.Err);
    }

    [Fact]
    public async Task A_reader_that_goes_away_ends_the_call_quietly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no head.");
        using var simulator = SimulatorServer.Start(new SimulatorOptions
        {
            Answer = "first\n" + string.Concat(Enumerable.Repeat("more and more ", 1000)),
            TokensPerSecond = 50,
        });
        using var missy = MissyProcess.Shell(
            $"export MISSY_CONFIG=c.yaml; echo \"providers: {{ it: {{ name: openai, model: m, base_url: '{simulator.BaseUrl}v1' }} }}\" > c.yaml; "
            + "$MISSY ask hi --stream | head -1");

        Assert.Equal(0, await missy.EndAsync());

        Assert.Equal("first\n", missy.Out);
        Assert.Equal("", missy.Err);
        Assert.True((await simulator.WaitForAbortAsync(1, Cancellation)).ClientAborted);
    }

    [Fact]
    public async Task Bytes_are_utf8_both_ways_without_a_byte_order_mark()
    {
        const string Context = "Übergrößenträger 東京 👩‍👧";
        using var missy = MissyProcess.Start("ask", "Was heißt 🗼?", "--provider", "simulator");
        await missy.Input.WriteAsync(Encoding.UTF8.GetBytes(Context), Cancellation);

        Assert.Equal(0, await missy.EndAsync());

        Assert.Equal("This"u8.ToArray(), missy.Output[..4]);
        Assert.Contains($"{Context}\n\nWas heißt 🗼?", missy.Out, StringComparison.Ordinal);
        Assert.Equal("", missy.Err);
    }

    [Fact]
    public async Task Without_a_home_and_with_output_that_cannot_be_written_there_is_a_message_and_no_stack()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full.");
        using var missy = MissyProcess.Shell(
            """
            unset HOME
            $MISSY ask hi --provider simulator > /dev/full; echo $?
            $MISSY ask hi --provider simulator >&-; echo $?
            $MISSY config path; echo $?
            """);

        await missy.EndAsync();

        Assert.Equal("1\n1\n2\n", missy.Out);
        Assert.Equal(3, missy.Err.Split('\n').Count(line => line.StartsWith("missy: ", StringComparison.Ordinal)));
    }

    private static Action<IDictionary<string, string?>> Use(SimulatorServer simulator) => environment =>
    {
        var file = Path.Combine(environment["HOME"]!, "c.yaml");
        File.WriteAllText(file, $"providers: {{ it: {{ name: openai, model: m, base_url: '{simulator.BaseUrl}v1' }} }}");
        environment["MISSY_CONFIG"] = file;
    };
}
