namespace Missy.Chat;

/// <summary>A document that is sent along with the request, such as a PDF.</summary>
/// <param name="Data">The file's bytes.</param>
/// <param name="MediaType">Its media type, such as <c>application/pdf</c>.</param>
/// <param name="Name">The file's name, which the model is told.</param>
public sealed record DocumentPart(ReadOnlyMemory<byte> Data, string MediaType, string Name) : ContentPart
{
    /// <summary>What it is, such as <c>document terms.pdf (application/pdf, 3400 bytes)</c>, never its bytes.</summary>
    public override string ToString() => $"document {Name} ({MediaType}, {ByteCount.Of(Data.Length)})";
}
