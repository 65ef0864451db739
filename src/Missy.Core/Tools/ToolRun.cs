using System.Globalization;
using System.Text.Json.Serialization;
using Missy.Chat;

namespace Missy;

/// <summary>A tool call of a model and what came of it.</summary>
/// <param name="Call">What the model asked for.</param>
/// <param name="Result">The text that the model was given: the tool's result, or why there is none.</param>
/// <param name="IsError">Whether the tool failed, was denied, or could not be run at all.</param>
/// <param name="Duration">How long it took, the question to the user included.</param>
/// <param name="Round">The round of tools, from 1; the calls of one answer are one round.</param>
public sealed record ToolRun(ToolCall Call, string Result, bool IsError, TimeSpan Duration, int Round)
{
    // Columns of records for export; JSON has them already, in what they are taken from.

    /// <summary>The name of the tool.</summary>
    [JsonIgnore]
    public string ToolName => Call.Name;

    /// <summary><see cref="Call"/> as text.</summary>
    [JsonIgnore]
    public string CallText => Call.ToString();

    /// <summary><see cref="Duration"/> in seconds.</summary>
    [JsonIgnore]
    public double DurationSeconds => Duration.TotalSeconds;

    /// <summary>One line, such as <c>get_time({"zone":"UTC"}): 5 characters, 0.012 s</c>; of a failure its message.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Call}: {(IsError ? $"failed, {Result}" : $"{Result.Length} characters")}, {Duration.TotalSeconds:0.000} s");
}
