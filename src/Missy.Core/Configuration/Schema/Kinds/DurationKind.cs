using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>A length of time, written as a number of one unit.</summary>
internal sealed class DurationKind : Kind<TimeSpan>
{
    private const double Day = 86_400;

    private readonly double _ticks;

    private DurationKind(double minimum, double maximum, string unit, long ticks)
    {
        Range = new NumberKind(minimum, maximum, $" of {unit}");
        _ticks = ticks;
    }

    /// <summary>More than nothing (a millisecond at least), a day at most.</summary>
    internal static DurationKind Seconds { get; } = new(0.001, Day, "seconds", TimeSpan.TicksPerSecond);

    internal static DurationKind SecondsOrZero { get; } = new(0, Day, "seconds", TimeSpan.TicksPerSecond);

    internal static DurationKind MillisecondsOrZero { get; } = new(0, 1000 * Day, "milliseconds", TimeSpan.TicksPerMillisecond);

    /// <summary>A year at most.</summary>
    internal static DurationKind HoursOrZero { get; } = new(0, 24 * 365, "hours", TimeSpan.TicksPerHour);

    internal NumberKind Range { get; }

    internal override string Expects => Range.Expects;

    internal override object? Plain(TimeSpan value) => Number(value.Ticks / _ticks);

    internal override void WriteSchema(SchemaWriter writer, bool orNull) => Range.WriteSchema(writer, orNull);

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out TimeSpan value)
    {
        var read = Range.TryRead(node, scope, out var number);
        value = TimeSpan.FromTicks((long)(number * _ticks));
        return read;
    }
}
