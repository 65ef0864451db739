using Missy.Cli;
using Missy.Simulation;

namespace Missy.Tests.Cli;

[Collection(CommandLineCollection.Name)]
public sealed class ExitCodeTests
{
    public static TheoryData<string> UsageErrors => new(
        "aks hi",
        "ask hi --provider nobody",
        "ask hi --provder it",
        "ask hi --stream --no-stream",
        "ask hi --max-tokens x",
        "ask",
        "ask hi --config missing.yaml",
        "providers lst",
        "providers --jsno",
        "providers list extra",
        "providers test nobody",
        "models --provider nobody",
        "models --refreshh",
        "models extra",
        "config",
        "config inti",
        "config validate missing.yaml",
        "config validate a b",
        "simulate --port x",
        "simulate --port 65536",
        "simulate --port -1",
        "simulate --fault nonsense",
        "frobnicate");

    [Theory]
    [MemberData(nameof(UsageErrors))]
    public async Task A_wrong_command_line_or_configuration_is_2_and_says_what_to_try(string line)
    {
        using var missy = new CommandLine().WithProvider();

        Assert.Equal(2, await missy.RunAsync(line.Split(' ')));

        Assert.Empty(missy.Simulator.Requests);
        if (!line.StartsWith("config validate missing", StringComparison.Ordinal))
        {
            Assert.Equal("", missy.Out);
            Assert.NotEqual("", missy.Err);
        }
    }

    [Theory]
    [MemberData(nameof(UsageErrors))]
    public async Task With_json_a_usage_error_is_one_document(string line)
    {
        using var missy = new CommandLine().WithProvider();

        Assert.Equal(2, await missy.RunAsync([.. line.Split(' '), "--json"]));

        if (!line.StartsWith("config validate missing", StringComparison.Ordinal))
        {
            Assert.Equal("Configuration", missy.OutJson.GetProperty("error").GetProperty("kind").GetString());
            Assert.StartsWith($"missy: {missy.OutJson.GetProperty("error").GetProperty("message").GetString()}", missy.Err, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("401", "Authentication", 1)]
    [InlineData("403", "PermissionDenied", 1)]
    [InlineData("400", "InvalidRequest", 1)]
    [InlineData("404", "NotFound", 2)]
    [InlineData("429;retry-after=7", "RateLimited", 1)]
    [InlineData("500", "Unavailable", 1)]
    [InlineData("insufficient-quota", "QuotaExceeded", 1)]
    [InlineData("truncated-json", "MalformedResponse", 1)]
    [InlineData("html", "MalformedResponse", 1)]
    [InlineData("reset;at=before-headers", "Unavailable", 1)]
    public async Task A_failed_call_tells_its_kind_and_code(string fault, string kind, int code)
    {
        using var missy = new CommandLine(new SimulatorOptions { Faults = [FaultRule.Parse(fault)] }).WithProvider();

        Assert.Equal(code, await missy.RunAsync("ask", "hi", "--json"));

        var error = missy.OutJson.GetProperty("error");
        Assert.Equal(kind, error.GetProperty("kind").GetString());
        Assert.Equal("it", error.GetProperty("provider").GetString());
        if (kind == "RateLimited")
        {
            Assert.Equal((429, 7), (error.GetProperty("status").GetInt32(), error.GetProperty("retryAfter").GetInt32()));
        }

        Assert.Equal(code, await missy.RunAsync("ask", "hi"));
        Assert.Equal("", missy.Out);
        Assert.StartsWith("missy: it ", missy.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_cut_with_json_carries_its_text_in_the_one_document()
    {
        using var missy = new CommandLine(new SimulatorOptions { Answer = "One two three", Faults = [FaultRule.Parse("cut-stream;deltas=2")] })
            .WithProvider();

        Assert.Equal(1, await missy.RunAsync("ask", "hi", "--json", "--stream"));

        var error = missy.OutJson.GetProperty("error");
        Assert.Equal(("Truncated", "One two"), (error.GetProperty("kind").GetString(), error.GetProperty("partialText").GetString()));
    }

    [Fact]
    public async Task The_time_allowed_for_the_whole_call_is_kept()
    {
        using var missy = new CommandLine(new SimulatorOptions { Faults = [FaultRule.Parse("no-answer")] }).WithProvider();

        Assert.Equal(1, await missy.RunAsync("ask", "hi", "--timeout", "0.05", "--json"));

        Assert.Equal("Timeout", missy.OutJson.GetProperty("error").GetProperty("kind").GetString());
        Assert.Contains("0.05 s", missy.Err, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancelled_is_130_and_the_service_sees_it(bool json)
    {
        using var missy = new CommandLine(new SimulatorOptions { Faults = [FaultRule.Parse("no-answer")] }).WithProvider();
        using var cancellation = new CancellationTokenSource();

        var run = missy.RunAsync(json ? ["ask", "hi", "--json"] : ["ask", "hi"], cancellation.Token);
        await missy.Simulator.WaitForRequestAsync(1, TestContext.Current.CancellationToken);
        await cancellation.CancelAsync();

        Assert.Equal(130, await run);
        Assert.Equal("missy: cancelled\n", missy.Err);
        await missy.Simulator.WaitForAbortAsync(1, TestContext.Current.CancellationToken);
        if (json)
        {
            Assert.Equal("Cancelled", missy.OutJson.GetProperty("error").GetProperty("kind").GetString());
        }
        else
        {
            Assert.Equal("", missy.Out);
        }
    }

    [Theory]
    [InlineData(ErrorKind.PolicyDenied, 3)]
    [InlineData(ErrorKind.BudgetExceeded, 3)]
    [InlineData(ErrorKind.Configuration, 2)]
    [InlineData(ErrorKind.NotFound, 2)]
    [InlineData(ErrorKind.Cancelled, 130)]
    [InlineData(ErrorKind.CircuitOpen, 1)]
    [InlineData(ErrorKind.Truncated, 1)]
    [InlineData(ErrorKind.Unknown, 1)]
    public void Each_kind_has_its_code(ErrorKind kind, int code) => Assert.Equal(code, ExitCodes.Of(kind));

    [Fact]
    public async Task A_reader_that_goes_away_ends_the_call_without_a_word()
    {
        using var missy = new CommandLine(new SimulatorOptions { Answer = "One two three", Faults = [FaultRule.Parse("stall;deltas=1")] }).WithProvider();
        missy.Output.Flushed = _ => throw new OutputClosedException();

        Assert.Equal(130, await missy.RunAsync("ask", "hi", "--stream"));

        Assert.Equal("", missy.Err);
        await missy.Simulator.WaitForAbortAsync(1, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Output_that_cannot_be_written_is_said()
    {
        using var missy = new CommandLine().WithProvider();
        missy.Output.Flushed = _ => throw new IOException("No space left on device");

        Assert.Equal(1, await missy.RunAsync("ask", "hi"));

        Assert.Equal("missy: reading or writing failed: No space left on device\n", missy.Err);
    }
}
