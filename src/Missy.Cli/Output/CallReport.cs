using System.Globalization;
using Missy.Inspection;

namespace Missy.Cli.Output;

/// <summary>What <c>--verbose</c> tells of a call.</summary>
internal static class CallReport
{
    public static async Task WriteAsync(TextWriter writer, Response response)
    {
        foreach (var step in response.Route.Steps)
        {
            await writer.WriteLineAsync(TerminalText.Clean($"{step.Step}: {step.Chose} ({step.Because})"));
        }

        foreach (var attempt in response.Attempts)
        {
            await writer.WriteLineAsync(TerminalText.Clean($"attempt: {attempt}"));
        }

        var cost = response.Cost is { } dollars ? string.Create(CultureInfo.InvariantCulture, $"{dollars:0.######} USD") : "cost unknown";
        await writer.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"answer: {TerminalText.Clean(response.Model)}, {response.Usage} tokens, {cost}, {response.Duration.TotalSeconds:0.000} s, {response.FinishReason}"));
    }
}
