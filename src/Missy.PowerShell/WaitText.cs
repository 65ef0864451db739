using System.Globalization;

namespace Missy;

/// <summary>What a progress bar says of a wait.</summary>
/// <param name="Activity">What is done.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Percent">How much of it is done; -1 where nobody knows.</param>
/// <param name="Parent">The progress that it is part of; -1 for none.</param>
internal readonly record struct WaitText(string Activity, string Status, int Percent = -1, int Parent = -1)
{
    /// <summary>A work of many parts.</summary>
    /// <param name="activity">What is done.</param>
    /// <param name="parts">What the parts are.</param>
    /// <param name="done">How much is done; null when nothing is.</param>
    /// <param name="waited">How long it has lasted.</param>
    public static WaitText Of(string activity, string parts, WorkDone? done, TimeSpan waited) => done is { Total: > 0 }
        ? new WaitText(activity, string.Create(CultureInfo.InvariantCulture, $"{done.Done} of {done.Total} {parts}, {Seconds(waited)}"), 100 * done.Done / done.Total)
        : new WaitText(activity, Seconds(waited));

    /// <summary>A time as it is told: whole seconds.</summary>
    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, Math.Round(time.TotalSeconds))} s");
}
