using System.Text;
using Missy.Attachments;
using Missy.Chat;
using Missy.Tests.Support;

namespace Missy.Tests.Attachments;

/// <summary>What a file is, its bytes tell.</summary>
public sealed class AttachmentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("missy-").FullName;

    [Theory]
    [InlineData("89504E470D0A1A0A00", "image/png")]
    [InlineData("FFD8FFE000", "image/jpeg")]
    [InlineData("474946383961", "image/gif")]
    [InlineData("474946383761", "image/gif")]
    [InlineData("524946460000000057454250", "image/webp")]
    public void Images_are_known_by_their_first_bytes(string hex, string type)
    {
        var image = Assert.IsType<ImagePart>(Attachment.Of(Convert.FromHexString(hex), "a.txt"));

        Assert.Equal((type, "a.txt"), (image.MediaType, image.Name));
    }

    [Fact]
    public void A_PDF_is_a_document_with_its_name()
    {
        var document = Assert.IsType<DocumentPart>(Attachment.Of("%PDF-1.7"u8.ToArray(), "paper"));

        Assert.Equal(("application/pdf", "paper"), (document.MediaType, document.Name));
    }

    [Theory]
    [InlineData("Grüße\r\n", "n.md:\nGrüße\n\n")]
    [InlineData("\uFEFF1,2", "n.md:\n1,2\n\n")]
    [InlineData("", "n.md:\n\n\n")]
    public void Text_stands_under_its_name(string text, string expected)
    {
        var part = Assert.IsType<TextPart>(Attachment.Of(Encoding.UTF8.GetBytes(text), "n.md"));

        Assert.Equal((expected, "n.md"), (part.Text, part.FileName));
    }

    [Theory]
    [InlineData("00")]
    [InlineData("FFFE4100")]
    [InlineData("524946460000000057415645")]
    public void What_is_none_of_these_is_named_with_what_would_be(string hex)
    {
        var failure = Assert.Throws<MissyException>(() => Attachment.Of(Convert.FromHexString(hex), "a.bin"));

        Assert.Equal(ErrorKind.InvalidRequest, failure.Kind);
        Assert.StartsWith("'a.bin' is not UTF-8 text, nor a PNG", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_read_under_its_own_name()
    {
        var path = Path.Combine(_folder, "n.md");
        File.WriteAllText(path, "x");

        Assert.Equal(new TextPart("n.md:\nx\n\n") { FileName = "n.md" }, Attachment.Read(path));
    }

    [Theory]
    [InlineData("none.png")]
    [InlineData("")]
    public void A_file_that_is_not_there_is_named(string name)
    {
        var path = Path.Combine(_folder, name);

        Assert.Contains($"'{path}' cannot be read", Assert.Throws<MissyException>(() => Attachment.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_larger_than_any_service_takes_is_refused_unread()
    {
        var path = Path.Combine(_folder, "big.pdf");
        using (var file = File.Create(path))
        {
            file.SetLength((50L * 1024 * 1024) + 1);
        }

        Assert.Contains("50 MiB", Assert.Throws<MissyException>(() => Attachment.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_go_before_what_the_last_message_says()
    {
        var request = new AskRequest { Messages = [Samples.User("one"), Samples.User("two")] };

        var with = request.WithAttachments([new TextPart("f") { FileName = "f" }]);

        Assert.Equal("one", with.Messages[0].Text);
        Assert.Equal([new TextPart("f") { FileName = "f" }, new TextPart("two")], with.Messages[1].Content);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
