using System.Diagnostics;
using Missy.Simulation;
using Missy.Tests.Client;
using Missy.Tests.Telemetry;

namespace Missy.Tests.Calls;

/// <summary>What OpenTelemetry hears of whole calls.</summary>
// One after another with all that listen: a listener hears the whole process.
[Collection(nameof(CallTelemetryTests))]
public sealed class SpanCallTests
{
    [Fact]
    public async Task Each_target_has_a_span_of_its_own()
    {
        using var harness = new CallHarness("""
            providers:
              a: {name: anthropic, model: ma, base_url: 'URL', api_key: test-key-1}
              b: {name: openai, model: mb, base_url: 'URL/v1', api_key: test-key-2}
            reliability: {max_retries: 0}
            """);
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Missy",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (span.DisplayName.EndsWith("-span", StringComparison.Ordinal))
                {
                    spans.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        harness.Fault("path=/v1/messages;503");

        await harness.AskAsync(request => request with { Model = "a/ma-span", Fallback = ["b/mb-span"] });

        Assert.Equal(
            [("chat ma-span", ActivityStatusCode.Error), ("chat mb-span", ActivityStatusCode.Unset)],
            spans.Select(span => (span.DisplayName, span.Status)));
    }

    [Fact]
    public async Task What_is_done_for_a_target_is_done_under_its_span()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Missy",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        string? during = null;
        using var harness = new ClientHarness(change: options => options with
        {
            Jitter = () =>
            {
                during = Activity.Current?.DisplayName;
                return 0;
            },
        });
        harness.WriteConfig($$"""
            providers: { it: { name: openai, model: under-a-span, base_url: '{{harness.Simulator.BaseUrl}}v1' } }
            reliability: { max_retries: 1 }
            """);
        harness.Simulator.AddFault(FaultRule.Parse("call=1;503"));

        await harness.AskAsync("hi");

        Assert.Equal("chat under-a-span", during);
        Assert.Null(Activity.Current);
    }
}
