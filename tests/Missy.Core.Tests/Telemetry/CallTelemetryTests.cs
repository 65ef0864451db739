using System.Diagnostics;
using System.Diagnostics.Metrics;
using Missy.Chat;
using Missy.Providers;
using Missy.Telemetry;
using Missy.Tests.Client;
using Missy.Tests.Support;

namespace Missy.Tests.Telemetry;

// One after another: a listener hears the whole process.
[Collection(nameof(CallTelemetryTests))]
public sealed class CallTelemetryTests : IDisposable
{
    private static readonly CompletionRequest _request = Samples.Ask(Samples.User("prompt-canary")) with
    {
        Model = "telemetry-model",
        System = "system-canary",
        MaxTokens = 100,
        Temperature = 0.5,
    };

    private static readonly CompletionResponse _response = new()
    {
        Content = "answer-canary",
        Model = "telemetry-model-2026",
        FinishReason = FinishReason.ToolCalls,
        Message = Samples.Assistant("answer-canary"),
        Usage = new TokenUsage(100, 20, 40, 5, 10),
        RequestId = "req-1",
    };

    private readonly ManualTimeProvider _clock = new();
    private readonly ClientHarness _harness = new("""
        providers:
          it: {name: openai-responses, api_key: test-key-canary, model: m}
          local: {name: vllm, base_url: 'http://127.0.0.1:8123/v1', model: m}
          sim: {name: simulator}
        """);

    public void Dispose() => _harness.Dispose();

    [Fact]
    public void Nobody_listens_and_nothing_is_made_or_allocated()
    {
        var provider = Provider("it");
        Use(provider);

        Assert.Equal(0, Allocation.Of(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                Use(provider);
            }
        }));

        void Use(RegisteredProvider asked)
        {
            using var telemetry = CallTelemetry.Start(asked, _request, stream: true, _clock);
            telemetry?.Succeeded(_response);
            Assert.Null(telemetry);
        }
    }

    [Fact]
    public void A_call_is_a_span_with_the_conventions_names()
    {
        using var spans = new Spans();
        using (var telemetry = CallTelemetry.Start(Provider("it"), _request, stream: true, _clock))
        {
            Assert.Equal("chat telemetry-model", Activity.Current?.DisplayName);
            telemetry!.Succeeded(_response);
        }

        var span = Assert.Single(spans.Ended);
        Assert.Equal(("chat telemetry-model", ActivityKind.Client, ActivityStatusCode.Unset), (span.DisplayName, span.Kind, span.Status));
        Assert.Equal(
            [
                "gen_ai.operation.name=chat", "gen_ai.provider.name=openai", "gen_ai.request.max_tokens=100", "gen_ai.request.model=telemetry-model",
                "gen_ai.request.stream=True", "gen_ai.request.temperature=0.5", "gen_ai.response.finish_reasons=tool_calls", "gen_ai.response.id=req-1",
                "gen_ai.response.model=telemetry-model-2026", "gen_ai.usage.cache_creation.input_tokens=10", "gen_ai.usage.cache_read.input_tokens=40",
                "gen_ai.usage.input_tokens=100", "gen_ai.usage.output_tokens=20", "gen_ai.usage.reasoning.output_tokens=5", "server.address=api.openai.com",
                "server.port=443",
            ],
            Texts(span.TagObjects).Order(StringComparer.Ordinal));
        Assert.Null(Activity.Current);
    }

    [Fact]
    public void A_sampler_sees_what_it_may_decide_by()
    {
        using var spans = new Spans();
        using var telemetry = CallTelemetry.Start(Provider("local"), _request, stream: false, _clock);

        Assert.Equal(
            ["gen_ai.operation.name=chat", "gen_ai.provider.name=vllm", "gen_ai.request.model=telemetry-model", "server.address=127.0.0.1", "server.port=8123"],
            spans.AtStart.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_provider_without_an_address_has_none()
    {
        using var spans = new Spans();
        using var telemetry = CallTelemetry.Start(Provider("sim"), _request, stream: false, _clock);

        Assert.DoesNotContain(spans.AtStart, tag => tag.StartsWith("server.", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_service_does_not_tell_is_left_out()
    {
        using var spans = new Spans();
        var silent = _response with { Usage = TokenUsage.None, RequestId = null };
        using (var telemetry = CallTelemetry.Start(Provider("it"), _request with { MaxTokens = null, Temperature = null }, stream: false, _clock))
        {
            telemetry!.Succeeded(silent);
        }

        Assert.DoesNotContain(
            Assert.Single(spans.Ended).TagObjects,
            tag => tag.Key.StartsWith("gen_ai.usage", StringComparison.Ordinal)
                || tag.Key is "gen_ai.response.id" or "gen_ai.request.max_tokens" or "gen_ai.request.temperature" or "gen_ai.request.stream");
    }

    [Fact]
    public void A_failure_tells_its_kind_and_no_words()
    {
        using var spans = new Spans();
        using var measures = new Measures();
        (Exception Failure, string Type)[] failures =
        [
            (new MissyException(ErrorKind.RateLimited, "words-canary"), "RateLimited"),
            (new OperationCanceledException("words-canary"), "Cancelled"),
            (new InvalidOperationException("words-canary"), "System.InvalidOperationException"),
        ];
        foreach (var (failure, type) in failures)
        {
            using (var telemetry = CallTelemetry.Start(Provider("it"), _request, stream: false, _clock))
            {
                Assert.False(telemetry!.Failed(failure));
            }

            var span = spans.Ended[^1];
            Assert.Equal((ActivityStatusCode.Error, null, type), (span.Status, span.StatusDescription, span.GetTagItem("error.type")));
            Assert.Contains($"error.type={type}", measures.All[^1].Tags);
        }
    }

    [Fact]
    public void A_call_that_is_left_has_neither_answer_nor_error()
    {
        using var spans = new Spans();
        using var measures = new Measures();
        CallTelemetry.Start(Provider("it"), _request, stream: true, _clock)!.Dispose();

        Assert.Equal(ActivityStatusCode.Unset, Assert.Single(spans.Ended).Status);
        Assert.Equal("gen_ai.client.operation.duration", Assert.Single(measures.All).Name);
    }

    [Fact]
    public void Tokens_and_duration_are_measured_with_the_conventions_names_and_units()
    {
        using var measures = new Measures();
        using (var telemetry = CallTelemetry.Start(Provider("it"), _request, stream: false, _clock))
        {
            _clock.Advance(TimeSpan.FromSeconds(1.5));
            telemetry!.Succeeded(_response);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        string[] tags =
        [
            "gen_ai.operation.name=chat", "gen_ai.provider.name=openai", "gen_ai.request.model=telemetry-model", "gen_ai.response.model=telemetry-model-2026",
            "server.address=api.openai.com", "server.port=443",
        ];
        Assert.Equal(
            [("gen_ai.client.token.usage", "{token}", 100d), ("gen_ai.client.token.usage", "{token}", 20d), ("gen_ai.client.operation.duration", "s", 1.5)],
            measures.All.Select(measure => (measure.Name, measure.Unit, measure.Value)));
        Assert.Equal(tags.Append("gen_ai.token.type=input").Order(StringComparer.Ordinal), measures.All[0].Tags);
        Assert.Equal(tags.Append("gen_ai.token.type=output").Order(StringComparer.Ordinal), measures.All[1].Tags);
        Assert.Equal(tags, measures.All[2].Tags);
    }

    [Fact]
    public void Nothing_of_what_was_said_and_no_key_gets_out()
    {
        using var spans = new Spans();
        using var measures = new Measures();
        using (var telemetry = CallTelemetry.Start(Provider("it"), _request, stream: false, _clock))
        {
            telemetry!.Succeeded(_response);
        }

        Assert.All(spans.Ended.SelectMany(span => Texts(span.TagObjects)).Concat(measures.All.SelectMany(measure => measure.Tags)), text =>
            Assert.DoesNotContain("canary", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("anthropic", "anthropic")]
    [InlineData("openai-codex", "openai")]
    [InlineData("gemini", "gcp.gemini")]
    [InlineData("xai", "x_ai")]
    [InlineData("mistral", "mistral_ai")]
    [InlineData("azure", "azure.ai.openai")]
    [InlineData("bedrock", "aws.bedrock")]
    [InlineData("moonshot-cn", "moonshot_ai")]
    [InlineData("ollama", "ollama")]
    public void Services_have_the_names_that_the_conventions_prescribe(string service, string name)
    {
        Assert.NotNull(ProviderCatalogue.Default.Find(service));
        Assert.Equal(name, ProviderNames.Of(service));
    }

    private static List<string> Texts(IEnumerable<KeyValuePair<string, object?>> tags) =>
        [.. tags.Select(tag => FormattableString.Invariant($"{tag.Key}={(tag.Value is string[] several ? string.Join(',', several) : tag.Value)}"))];

    private RegisteredProvider Provider(string name) => _harness.Client.Registry.Get(name);

    // Other tests make calls meanwhile: only those of these tests' own model count.
    private sealed class Spans : IDisposable
    {
        private readonly ActivityListener _listener;

        public Spans()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "Missy",
                Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                {
                    if (options.Name.EndsWith(" telemetry-model", StringComparison.Ordinal))
                    {
                        AtStart.AddRange(Texts(options.Tags!));
                    }

                    return ActivitySamplingResult.AllDataAndRecorded;
                },
                ActivityStopped = span =>
                {
                    if (span.DisplayName.EndsWith(" telemetry-model", StringComparison.Ordinal))
                    {
                        Ended.Add(span);
                    }
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public List<string> AtStart { get; } = [];

        public List<Activity> Ended { get; } = [];

        public void Dispose() => _listener.Dispose();
    }

    private sealed class Measures : IDisposable
    {
        private readonly MeterListener _listener = new();

        public Measures()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Missy")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.Start();
        }

        public List<(string Name, string? Unit, double Value, List<string> Tags)> All { get; } = [];

        public void Dispose() => _listener.Dispose();

        private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            List<string> texts = [.. Texts(tags.ToArray()).Order(StringComparer.Ordinal)];
            if (texts.Contains("gen_ai.request.model=telemetry-model"))
            {
                All.Add((instrument.Name, instrument.Unit, value, texts));
            }
        }
    }
}
