using System.Text.Json;
using Missy.Simulation;

namespace Missy.Tests.Cli;

/// <summary>What the command line tells of retries, keys and fallbacks.</summary>
[Collection(CommandLineCollection.Name)]
public sealed class AttemptTests
{
    private const string Quick = "reliability: { max_retries: 2, backoff_ms: 1, max_backoff_ms: 2 }";

    [Fact]
    public async Task Several_failed_attempts_are_a_table_on_standard_error()
    {
        using var missy = Missy(Quick, "model=r-1;503", "model=b-1;500");

        Assert.Equal(1, await missy.RunAsync("ask", "hi", "--fallback", "blue"));

        Assert.Equal("", missy.Out);
        Assert.Matches(
            """
            ^missy: red .*
            PROVIDER/MODEL  KEY  OUTCOME      STATUS  WAITED   TIME
            red/r-1         -    Unavailable  503     - {8}\d\.\d{3} s
            red/r-1         -    Unavailable  503     0\.\d{3} s  \d\.\d{3} s
            red/r-1         -    Unavailable  503     0\.\d{3} s  \d\.\d{3} s
            blue/b-1        -    Unavailable  500     - {8}\d\.\d{3} s
            blue/b-1        -    Unavailable  500     0\.\d{3} s  \d\.\d{3} s
            blue/b-1        -    Unavailable  500     0\.\d{3} s  \d\.\d{3} s
            $
            """.ReplaceLineEndings("\n"),
            missy.Err.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_failed_attempt_is_a_table_with_verbose_alone(bool verbose)
    {
        using var missy = Missy("", "503");

        Assert.Equal(1, await missy.RunAsync(["ask", "hi", .. verbose ? (string[])["--verbose"] : []]));

        Assert.Equal(verbose, missy.Err.Contains("PROVIDER/MODEL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Json_of_a_failure_has_every_attempt()
    {
        using var missy = Missy(Quick, "call=1;503;retry-after=0", "call=2;503", "401");

        Assert.Equal(1, await missy.RunAsync("ask", "hi", "--json"));

        var error = missy.OutJson.GetProperty("error");
        var attempts = error.GetProperty("attempts").EnumerateArray().ToList();
        Assert.Equal("Authentication", error.GetProperty("kind").GetString());
        Assert.Equal(["Unavailable", "Unavailable", "Authentication"], attempts.Select(attempt => attempt.GetProperty("outcome").GetString()));
        Assert.Equal([503, 503, 401], attempts.Select(attempt => attempt.GetProperty("status").GetInt32()));
        Assert.All(attempts, attempt =>
        {
            Assert.Equal(("red", "r-1"), (attempt.GetProperty("provider").GetString(), attempt.GetProperty("model").GetString()));
            Assert.Equal(JsonValueKind.Null, attempt.GetProperty("key").ValueKind);
            Assert.Equal(JsonValueKind.Number, attempt.GetProperty("waited").ValueKind);
            Assert.Equal(JsonValueKind.Number, attempt.GetProperty("duration").ValueKind);
        });
    }

    [Fact]
    public async Task Json_of_a_failure_before_any_attempt_has_none()
    {
        using var missy = Missy("");

        Assert.Equal(2, await missy.RunAsync("ask", "hi", "--provider", "nobody", "--json"));

        Assert.Equal(0, missy.OutJson.GetProperty("error").GetProperty("attempts").GetArrayLength());
    }

    [Fact]
    public async Task Verbose_tells_status_and_wait_of_each_attempt_and_the_fallback()
    {
        using var missy = Missy(Quick, "model=r-1;503");

        Assert.Equal(0, await missy.RunAsync("ask", "hi", "--fallback", "blue", "--verbose"));

        Assert.Matches(
            """
            fallback: blue/b-1 \(red/r-1 failed: Unavailable\)
            attempt: red/r-1 key=none Unavailable 503, took \d\.\d{3} s
            attempt: red/r-1 key=none Unavailable 503, waited 0\.\d{3} s, took \d\.\d{3} s
            attempt: red/r-1 key=none Unavailable 503, waited 0\.\d{3} s, took \d\.\d{3} s
            attempt: blue/b-1 key=none Success, took \d\.\d{3} s
            """.ReplaceLineEndings("\n"),
            missy.Err.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_budget_that_does_not_allow_the_call_is_3()
    {
        using var missy = Missy("budget: { per_session_usd: 0.000001 }\nusage: { prices: ~/prices.yaml }");
        await File.WriteAllTextAsync(
            missy.InFolder("prices.yaml"),
            "as_of: 2026-01-01\nprices: [{ provider: red, model: r-1, input: 1000, output: 1000 }]",
            TestContext.Current.CancellationToken);

        Assert.Equal(3, await missy.RunAsync("ask", "hi", "--json"));

        Assert.Equal("BudgetExceeded", missy.OutJson.GetProperty("error").GetProperty("kind").GetString());
        Assert.Empty(missy.Simulator.Requests);
    }

    [Fact]
    public async Task A_circuit_that_opens_in_a_call_is_1_and_shown_where_the_first_is_told()
    {
        using var missy = Missy("health: { failure_threshold: 1 }", "503");

        Assert.Equal(1, await missy.RunAsync("ask", "hi", "--fallback", "red/r-2", "--json"));

        var error = missy.OutJson.GetProperty("error");
        Assert.Equal("Unavailable", error.GetProperty("kind").GetString());
        Assert.Equal(["Unavailable", "Skipped"], error.GetProperty("attempts").EnumerateArray().Select(attempt => attempt.GetProperty("outcome").GetString()));
    }

    [Fact]
    public async Task A_tag_is_what_usage_is_kept_apart_by()
    {
        using var missy = Missy("");
        Assert.Equal(0, await missy.RunAsync("ask", "hi", "--tag", "nightly"));
        Assert.Equal(0, await missy.RunAsync("ask", "hi"));

        Assert.Equal(0, await missy.RunAsync("usage", "--by", "tag", "--json"));

        Assert.Equal(
            [(null, 1), ("nightly", 1)],
            missy.OutJson.EnumerateArray().Select(group => (group.GetProperty("tag").GetString(), group.GetProperty("calls").GetInt32())));
    }

    [Fact]
    public async Task Providers_as_json_tell_their_circuit()
    {
        using var missy = Missy("");

        Assert.Equal(0, await missy.RunAsync("providers", "--json"));

        Assert.Equal(["Closed", "Closed"], missy.OutJson.EnumerateArray().Select(provider => provider.GetProperty("circuit").GetString()));
    }

    private static CommandLine Missy(string yaml, params string[] faults)
    {
        var missy = new CommandLine(new SimulatorOptions { Faults = [.. faults.Select(FaultRule.Parse)] });
        missy.WriteConfig(
            $"""
            providers:
              red: {"{"} name: openai, model: r-1, base_url: '{missy.Simulator.BaseUrl}red/v1' {"}"}
              blue: {"{"} name: openai, model: b-1, base_url: '{missy.Simulator.BaseUrl}blue/v1' {"}"}
            {yaml}
            """);
        return missy;
    }
}
