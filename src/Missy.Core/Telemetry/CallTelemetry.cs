using System.Diagnostics;
using Missy.Chat;
using Missy.Providers;

namespace Missy.Telemetry;

/// <summary>
/// What OpenTelemetry is told of one call to one provider: a span and two measurements. Nothing of what is asked or answered is
/// among it, and no words of the service. There is none while nobody listens. Used by one thread at a time.
/// </summary>
internal sealed class CallTelemetry : IDisposable
{
    private const string Operation = "chat";

    private readonly Activity? _span;
    private readonly TimeProvider _time;
    private readonly long _started;
    private TagList _tags;
    private bool _ended;

    private CallTelemetry(RegisteredProvider provider, CompletionRequest request, bool stream, TimeProvider time)
    {
        _time = time;
        _started = time.GetTimestamp();
        _tags.Add("gen_ai.operation.name", Operation);
        _tags.Add("gen_ai.provider.name", ProviderNames.Of(provider.Service.Name));
        _tags.Add("gen_ai.request.model", request.Model);
        if (provider.BaseUrl is { } url)
        {
            _tags.Add("server.address", url.IdnHost);
            _tags.Add("server.port", url.Port);
        }

        // What samplers decide by is there from the start.
        _span = Instruments.Spans.StartActivity($"{Operation} {request.Model}", ActivityKind.Client, default(ActivityContext), _tags);
        if (_span is { IsAllDataRequested: true })
        {
            Describe(_span, request, stream);
        }
    }

    /// <summary>Begins.</summary>
    /// <param name="provider">Who is asked.</param>
    /// <param name="request">What is asked; only its model and limits are told.</param>
    /// <param name="stream">Whether the answer is asked for as it comes.</param>
    /// <param name="time">The clock.</param>
    /// <returns>To be disposed when the call is over, whatever became of it; null when nobody listens.</returns>
    public static CallTelemetry? Start(RegisteredProvider provider, CompletionRequest request, bool stream, TimeProvider time) =>
        Instruments.HasListeners ? new CallTelemetry(provider, request, stream, time) : null;

    /// <summary>The call has its answer.</summary>
    public void Succeeded(CompletionResponse response)
    {
        _tags.Add("gen_ai.response.model", response.Model);
        if (_span is { IsAllDataRequested: true })
        {
            Describe(_span, response);
        }

        if (Instruments.Tokens.Enabled && response.Usage != TokenUsage.None)
        {
            Record("input", response.Usage.PromptTokens);
            Record("output", response.Usage.CompletionTokens);
        }

        End();
    }

    /// <summary>The call has failed with this. Its kind is told, never its message.</summary>
    /// <returns>False, so that it can stand where an exception passes by.</returns>
    public bool Failed(Exception exception)
    {
        var error = exception switch
        {
            MissyException known => known.Kind.ToString(),
            OperationCanceledException => nameof(ErrorKind.Cancelled),
            _ => exception.GetType().FullName,
        };
        _tags.Add("error.type", error);
        _span?.SetTag("error.type", error);
        _span?.SetStatus(ActivityStatusCode.Error);
        End();
        return false;
    }

    /// <summary>The call is over; one without an outcome was left by who asked.</summary>
    public void Dispose() => End();

    private static void Describe(Activity span, CompletionRequest request, bool stream)
    {
        if (stream)
        {
            span.SetTag("gen_ai.request.stream", true);
        }

        if (request.MaxTokens is { } limit)
        {
            span.SetTag("gen_ai.request.max_tokens", limit);
        }

        if (request.Temperature is { } temperature)
        {
            span.SetTag("gen_ai.request.temperature", temperature);
        }
    }

    private static void Describe(Activity span, CompletionResponse response)
    {
        span.SetTag("gen_ai.response.model", response.Model);
        span.SetTag("gen_ai.response.id", response.RequestId);
        span.SetTag("gen_ai.response.finish_reasons", new[] { response.FinishReason.ToName() });
        if (response.Usage == TokenUsage.None)
        {
            return;
        }

        span.SetTag("gen_ai.usage.input_tokens", response.Usage.PromptTokens);
        span.SetTag("gen_ai.usage.output_tokens", response.Usage.CompletionTokens);
        span.SetTag("gen_ai.usage.cache_read.input_tokens", response.Usage.CachedTokens);
        span.SetTag("gen_ai.usage.cache_creation.input_tokens", response.Usage.CacheWriteTokens);
        span.SetTag("gen_ai.usage.reasoning.output_tokens", response.Usage.ReasoningTokens);
    }

    private void Record(string type, long tokens)
    {
        var tags = _tags;
        tags.Add("gen_ai.token.type", type);
        Instruments.Tokens.Record(tokens, tags);
    }

    private void End()
    {
        if (!_ended)
        {
            _ended = true;
            Instruments.Duration.Record(_time.GetElapsedTime(_started).TotalSeconds, _tags);
            _span?.Dispose();
        }
    }
}
