using Missy.Chat;

namespace Missy.Providers;

/// <summary>The forms in which wires take images and documents.</summary>
internal static class DataUrls
{
    /// <summary>The image's URL, or its bytes as a <c>data:</c> URL (RFC 2397).</summary>
    public static string Url(ImagePart image) =>
        image.Url?.AbsoluteUri ?? Url(image.Data, image.MediaType!);

    /// <summary>The document's bytes as a <c>data:</c> URL.</summary>
    public static string Url(DocumentPart document) => Url(document.Data, document.MediaType);

    private static string Url(ReadOnlyMemory<byte> data, string mediaType) => $"data:{mediaType};base64,{Convert.ToBase64String(data.Span)}";
}
