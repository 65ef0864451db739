namespace Missy.Attachments;

/// <summary>What files are by their first bytes; names tell nothing.</summary>
internal static class FileKinds
{
    /// <summary>The media type of an image that models take; null when it is none.</summary>
    public static string? Image(ReadOnlySpan<byte> data) =>
        data.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : data.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : data.StartsWith("GIF87a"u8) || data.StartsWith("GIF89a"u8) ? "image/gif"
        : data.Length >= 12 && data.StartsWith("RIFF"u8) && data[8..].StartsWith("WEBP"u8) ? "image/webp"
        : null;

    /// <summary>Whether it is a PDF.</summary>
    public static bool IsPdf(ReadOnlySpan<byte> data) => data.StartsWith("%PDF-"u8);
}
