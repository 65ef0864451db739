using Missy.Chat;

namespace Missy.Providers;

/// <summary>The forms in which wires take images.</summary>
internal static class ImageData
{
    /// <summary>The image's URL, or its bytes as a <c>data:</c> URL (RFC 2397).</summary>
    public static string Url(ImagePart image) =>
        image.Url?.AbsoluteUri ?? $"data:{image.MediaType};base64,{Convert.ToBase64String(image.Data.Span)}";
}
