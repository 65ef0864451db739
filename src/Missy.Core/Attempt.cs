using System.Globalization;
using System.Text.Json.Serialization;

namespace Missy;

/// <summary>One request that was sent for a call, or a target that was not asked. It tells what happened in fixed words, never in the service's own.</summary>
/// <param name="Provider">The registry name of the provider.</param>
/// <param name="Model">The model asked for.</param>
/// <param name="Key">The name of the key slot; null when no key was sent.</param>
/// <param name="Outcome"><c>Success</c>, the name of the <see cref="ErrorKind"/>, <c>Abandoned</c> by the caller, or <c>Skipped</c>: not available, or not fit.</param>
/// <param name="Status">The HTTP status of a failure; null otherwise.</param>
/// <param name="Waited">How long was waited before it.</param>
/// <param name="Duration">How long it took.</param>
public sealed record Attempt(
    string Provider, string Model, string? Key, string Outcome, int? Status, TimeSpan Waited, TimeSpan Duration)
{
    // Columns of records for export; JSON has them already, in what they are taken from.

    /// <summary><see cref="Waited"/> in seconds.</summary>
    [JsonIgnore]
    public double WaitedSeconds => Waited.TotalSeconds;

    /// <summary><see cref="Duration"/> in seconds.</summary>
    [JsonIgnore]
    public double DurationSeconds => Duration.TotalSeconds;

    /// <summary>One line, such as <c>openai/gpt-5 key=work RateLimited 429, waited 0.500 s, took 0.120 s</c>.</summary>
    public override string ToString()
    {
        var waited = Waited == TimeSpan.Zero ? "" : string.Create(CultureInfo.InvariantCulture, $", waited {Waited.TotalSeconds:0.000} s");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Provider}/{Model} key={Key ?? "none"} {Outcome}{(Status is null ? "" : " ")}{Status}{waited}, took {Duration.TotalSeconds:0.000} s");
    }
}
