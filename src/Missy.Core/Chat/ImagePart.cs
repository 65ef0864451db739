namespace Missy.Chat;

/// <summary>An image, by its bytes or by a URL that the service fetches itself.</summary>
public sealed record ImagePart : ContentPart
{
    private ImagePart(ReadOnlyMemory<byte> data, string? mediaType, Uri? url)
    {
        Data = data;
        MediaType = mediaType;
        Url = url;
    }

    /// <summary>The image file's bytes; empty when <see cref="Url"/> is set.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>The media type of <see cref="Data"/>, such as <c>image/png</c>; null with a URL.</summary>
    public string? MediaType { get; }

    /// <summary>Where the service finds the image; null when <see cref="Data"/> is sent along.</summary>
    public Uri? Url { get; }

    /// <summary>The file's name, for errors to name it; null when it has none.</summary>
    public string? Name { get; init; }

    /// <summary>An image sent along with the request.</summary>
    /// <param name="data">The image file's bytes.</param>
    /// <param name="mediaType">Its media type, such as <c>image/png</c>.</param>
    public static ImagePart FromBytes(ReadOnlyMemory<byte> data, string mediaType)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(mediaType);
        return new ImagePart(data, mediaType, null);
    }

    /// <summary>An image that the service fetches itself.</summary>
    /// <param name="url">An absolute URL.</param>
    public static ImagePart FromUrl(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return new ImagePart(default, null, url);
    }

    /// <summary>What it is, such as <c>image cat.png (image/png, 3400 bytes)</c>, never its bytes.</summary>
    public override string ToString() => Url is null
        ? $"image {(Name is null ? "" : $"{Name} ")}({MediaType}, {ByteCount.Of(Data.Length)})"
        : $"image {Url}";
}
