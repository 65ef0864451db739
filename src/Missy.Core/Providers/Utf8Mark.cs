namespace Missy.Providers;

/// <summary>The byte order mark that some servers put before UTF-8, where it means nothing (RFC 8259, section 8.1).</summary>
internal static class Utf8Mark
{
    private static ReadOnlySpan<byte> Bytes => [0xEF, 0xBB, 0xBF];

    public static ReadOnlySpan<byte> Skip(ReadOnlySpan<byte> text) => text.StartsWith(Bytes) ? text[Bytes.Length..] : text;

    public static ReadOnlyMemory<byte> Skip(ReadOnlyMemory<byte> text) => text.Span.StartsWith(Bytes) ? text[Bytes.Length..] : text;
}
