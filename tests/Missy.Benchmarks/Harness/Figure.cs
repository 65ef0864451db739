using System.Globalization;

namespace Missy.Benchmarks.Harness;

/// <summary>Figures as people read them: three digits and a unit.</summary>
internal static class Figure
{
    /// <summary>A time.</summary>
    /// <param name="nanoseconds">The time in nanoseconds.</param>
    public static string Time(double nanoseconds) => nanoseconds switch
    {
        >= 1e9 => Digits(nanoseconds / 1e9) + " s",
        >= 1e6 => Digits(nanoseconds / 1e6) + " ms",
        >= 1e3 => Digits(nanoseconds / 1e3) + " µs",
        _ => Digits(nanoseconds) + " ns",
    };

    /// <summary>A size in bytes.</summary>
    public static string Size(double bytes) => bytes switch
    {
        >= 1 << 20 => Digits(bytes / (1 << 20)) + " MiB",
        >= 1 << 10 => Digits(bytes / (1 << 10)) + " KiB",
        _ => Digits(bytes) + " B",
    };

    /// <summary>A ratio.</summary>
    public static string Ratio(double ratio) => ratio.ToString("0.00", CultureInfo.InvariantCulture) + " ×";

    /// <summary>How many a second, of things that take this long.</summary>
    /// <param name="nanoseconds">The time that one takes.</param>
    public static string Rate(double nanoseconds) => (1e9 / nanoseconds).ToString("#,0", CultureInfo.InvariantCulture) + "/s";

    /// <summary>A number with three digits that count.</summary>
    public static string Digits(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };
}
