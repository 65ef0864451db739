using System.Globalization;

namespace Missy.Simulation.Faults;

/// <summary>Numbers of calls that are struck and spared in turn, over and over: <c>3:2</c>, or <c>1:4:2:1</c>.</summary>
internal static class FlapSchedule
{
    public static IReadOnlyList<int> Parse(string value)
    {
        var parts = value.Split(':');
        var schedule = new int[parts.Length];
        for (var index = 0; index < parts.Length; index++)
        {
            if (!int.TryParse(parts[index], NumberStyles.None, CultureInfo.InvariantCulture, out schedule[index]))
            {
                throw new FormatException(Expected(value));
            }
        }

        return IsValid(schedule) ? schedule : throw new FormatException(Expected(value));
    }

    public static string? Text(IReadOnlyList<int>? schedule) => schedule is null ? null : string.Join(':', schedule);

    public static bool IsValid(IReadOnlyList<int> schedule) =>
        schedule.Count > 0 && schedule.Count % 2 == 0 && schedule.All(calls => calls is >= 1 and <= 1_000_000);

    public static string Expected(string value) =>
        $"The condition 'flap' takes numbers of calls, struck and spared in turn, such as 3:2 or 1:4:2:1, not '{value}'.";

    /// <summary>Whether the call at a position, counted from 0, is struck.</summary>
    public static bool Strikes(IReadOnlyList<int> schedule, long position)
    {
        position %= schedule.Sum(calls => (long)calls);
        var index = 0;
        while (position >= schedule[index])
        {
            position -= schedule[index++];
        }

        return index % 2 == 0;
    }
}
