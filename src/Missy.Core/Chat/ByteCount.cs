using System.Globalization;

namespace Missy.Chat;

/// <summary>Numbers of bytes for people to read.</summary>
internal static class ByteCount
{
    private const double Mebi = 1024 * 1024;

    /// <summary>In MiB with one digit behind the point; small ones in bytes.</summary>
    public static string Of(long bytes) => bytes < Mebi / 10
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / Mebi:0.#} MiB");
}
