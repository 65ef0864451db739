using System.Text.Json;
using System.Text;
using Missy.Audit;
using Missy.Simulation;
using Missy.Tests.Support;

namespace Missy.Tests.Client;

public sealed class AuditTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_call_is_one_line_with_route_attempts_and_status_and_nothing_of_its_content()
    {
        using var harness = Harness();
        harness.Variables["TEST_KEY"] = "test-key-canary-1";

        await harness.AskAsync("prompt-canary");
        await StreamAsync(harness, int.MaxValue);
        harness.Simulator.AddFault(FaultRule.Parse("429"));
        await Assert.ThrowsAsync<MissyException>(() => harness.AskAsync("prompt-canary"));

        var text = await File.ReadAllTextAsync(AuditPath(harness), Cancellation);
        var lines = Lines(text);
        Assert.Equal(["Success", "Success", "RateLimited"], lines.Select(line => line.GetProperty("status").GetString()));
        Json.AssertSame("""{"provider":"it","model":"m"}""", lines[0].GetProperty("route"));
        var attempt = Assert.Single(lines[2].GetProperty("attempts").EnumerateArray());
        Assert.Equal(
            ("it", "m", "TEST_KEY", "RateLimited", 429),
            (Text(attempt, "provider"), Text(attempt, "model"), Text(attempt, "key"), Text(attempt, "outcome"), attempt.GetProperty("status").GetInt32()));
        Assert.True(lines[0].GetProperty("duration").GetDouble() > 0);
        Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
        Assert.DoesNotContain("simulated", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_denied_call_is_noted_as_denied()
    {
        using var harness = Harness("network: { rest_policies: [{ host: localhost, action: deny }] }");

        await Assert.ThrowsAsync<MissyException>(() => harness.AskAsync("hi"));

        Assert.Equal("PolicyDenied", Text(Assert.Single(Lines(await File.ReadAllTextAsync(AuditPath(harness), Cancellation))), "status"));
    }

    [Fact]
    public async Task A_stream_that_its_reader_leaves_is_abandoned()
    {
        using var harness = Harness();
        harness.Simulator.AddFault(FaultRule.Parse("stall;after=2"));

        await StreamAsync(harness, 1);

        Assert.Equal("Abandoned", Text(Assert.Single(Lines(await File.ReadAllTextAsync(AuditPath(harness), Cancellation))), "status"));
    }

    [Fact]
    public async Task A_cancelled_call_is_noted_as_cancelled()
    {
        using var harness = Harness();
        harness.Simulator.AddFault(FaultRule.Parse("no-answer"));
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var call = harness.Client.AskAsync(ClientHarness.Question("hi"), harness.Caller, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        Assert.Equal("Cancelled", Text(Assert.Single(Lines(await File.ReadAllTextAsync(AuditPath(harness), Cancellation))), "status"));
    }

    [Fact]
    public async Task Calls_at_the_same_time_write_whole_lines()
    {
        using var harness = Harness();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => harness.AskAsync("hi")));

        Assert.Equal(20, Lines(await File.ReadAllTextAsync(AuditPath(harness), Cancellation)).Count);
    }

    [Fact]
    public async Task The_file_is_its_owner_s_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Modes are a matter of Unix.");
            return;
        }

        using var harness = Harness();

        await harness.AskAsync("hi");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(AuditPath(harness)));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_announced_once_and_fails_no_call()
    {
        using var harness = Harness();
        Directory.CreateDirectory(AuditPath(harness));

        await harness.AskAsync("hi");
        await harness.AskAsync("hi");

        var failed = Assert.IsType<AuditFailed>(Assert.Single(harness.Events));
        Assert.Equal(AuditPath(harness), failed.Path);
        Assert.NotEmpty(failed.Reason);
    }

    [Fact]
    public async Task A_file_that_everyone_may_write_to_is_not_written_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The rule is that of file modes.");
        using var harness = new ClientHarness("audit: audit.jsonl\nproviders: { simulator: {} }\n");
        var path = Path.Combine(Path.GetDirectoryName(harness.ConfigPath)!, "audit.jsonl");
        await File.WriteAllTextAsync(path, "", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);
        }

        await harness.AskAsync("hi", "simulator");

        var announced = Assert.IsType<AuditFailed>(Assert.Single(harness.Events));
        Assert.Contains("chmod 600", announced.Reason, StringComparison.Ordinal);
        Assert.Empty(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Without_being_asked_for_there_is_no_file()
    {
        using var harness = new ClientHarness();
        harness.WriteConfig($"providers: {{ it: {{ name: openai, model: m, base_url: '{harness.Simulator.BaseUrl}v1' }} }}");

        await harness.AskAsync("hi");

        Assert.Equal(["config.yaml"], Directory.EnumerateFiles(Path.GetDirectoryName(harness.ConfigPath)!).Select(Path.GetFileName));
    }

    private static string AuditPath(ClientHarness harness) => Path.Combine(Path.GetDirectoryName(harness.ConfigPath)!, "audit.jsonl");

    private static string Yaml(ClientHarness harness, string more) => $$"""
        providers: { it: { name: openai, model: m, base_url: '{{harness.Simulator.BaseUrl}}v1', api_key: $TEST_KEY } }
        audit: audit.jsonl
        {{more}}
        """;

    private static ClientHarness Harness(string more = "")
    {
        var harness = new ClientHarness();
        harness.WriteConfig(Yaml(harness, more));
        return harness;
    }

    private static async Task StreamAsync(ClientHarness harness, int chunks)
    {
        await foreach (var _ in harness.Client.StreamAsync(ClientHarness.Question("prompt-canary"), harness.Caller, Cancellation))
        {
            if (--chunks == 0)
            {
                break;
            }
        }
    }

    private static List<JsonElement> Lines(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Json.Parse)];

    private static string? Text(JsonElement line, string name) => line.GetProperty(name).GetString();

    [Fact]
    public async Task Two_writers_of_one_file_lose_no_line_of_each_other()
    {
        using var harness = new ClientHarness();
        var path = Path.Combine(harness.HomeFolder!, "audit.jsonl");

        // Each as another process would have it: none knows of the other's turn.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            var log = new AuditLog(path, harness, TimeProvider.System);
            for (var line = 0; line < 400; line++)
            {
                await log.AppendAsync(Encoding.UTF8.GetBytes(new string((char)('a' + writer), 20 + (writer * 10)) + "\n"));
            }
        })));

        Assert.Empty(harness.Events);
        Assert.Equal([400, 400, 400, 400], File.ReadLines(path).GroupBy(line => line).OrderBy(group => group.Key).Select(group => group.Count()));
    }
}
