using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Missy.Telemetry;

/// <summary>
/// What OpenTelemetry listens to, under the name <c>Missy</c>. Names, units and attributes are those of its semantic
/// conventions for generative AI ("Generative client AI spans" and "Generative AI metrics", v1.41, in development). The buckets
/// that they advise are the listener's to set: .NET 8 has no way to give advice.
/// </summary>
internal static class Instruments
{
    /// <summary>The name to listen to.</summary>
    public const string Name = "Missy";

    private static readonly string? _version = typeof(Instruments).Assembly.GetName().Version?.ToString(3);
    private static readonly Meter _meter = new(Name, _version);

    /// <summary>Spans of calls.</summary>
    public static ActivitySource Spans { get; } = new(Name, _version);

    /// <summary>Tokens of a call, in and out apart.</summary>
    public static Histogram<long> Tokens { get; } =
        _meter.CreateHistogram<long>("gen_ai.client.token.usage", "{token}", "Number of input and output tokens used.");

    /// <summary>Seconds that a call took.</summary>
    public static Histogram<double> Duration { get; } =
        _meter.CreateHistogram<double>("gen_ai.client.operation.duration", "s", "GenAI operation duration.");

    /// <summary>Whether anybody listens to any of it.</summary>
    public static bool HasListeners => Spans.HasListeners() || Duration.Enabled || Tokens.Enabled;
}
