using System.Globalization;

namespace Missy;

/// <summary>What a progress bar says of a call.</summary>
internal static class StageText
{
    /// <summary>The text.</summary>
    /// <param name="stage">What the call is at.</param>
    /// <param name="waited">How long it has been waited for.</param>
    /// <param name="parent">The progress that it is part of; -1 for none.</param>
    /// <param name="time">The clock.</param>
    public static WaitText Of(CallStage stage, TimeSpan waited, int parent, TimeProvider time)
    {
        var lasts = WaitText.Seconds(waited);
        var left = stage.Until is { } until ? WaitText.Seconds(until - time.GetUtcNow()) : lasts;
        var attempt = string.Create(CultureInfo.InvariantCulture, $"attempt {stage.Attempt} of {stage.Attempts}");
        var status = stage.Step switch
        {
            CallStep.Leave => $"waiting for its limits or budgets, {lasts}",
            CallStep.Key => $"waiting for its key, {lasts}",
            CallStep.Rest => $"waiting {left}, since its keys rest",
            CallStep.Retry => $"waiting {left} after {stage.After}, {attempt}",
            _ when stage.Attempt > 1 => $"waiting for the answer, {lasts}, {attempt}",
            _ => $"waiting for the answer, {lasts}",
        };
        return new WaitText($"Asking {stage.Provider}/{stage.Model}", status, Parent: parent);
    }
}
