using Missy.Network;

namespace Missy.Tests.Network;

public sealed class RedactionTests
{
    [Theory]
    [InlineData("key test-key-1 here", "key *** here")]
    [InlineData("test-key-1test-key-1", "***")]
    [InlineData("TEST-KEY-1", "***")]
    [InlineData("test-key-", "test-key-")]
    [InlineData("  padded\t", "padded")]
    [InlineData("", "")]
    public void A_secret_is_masked_wherever_it_stands(string text, string expected) =>
        Assert.Equal(expected, new Redaction(["test-key-1"]).Clean(text));

    [Theory]
    [InlineData("a/b+c d&e=1")]
    [InlineData("a%2Fb%2Bc%20d%26e%3D1")]
    [InlineData("a%2fb%2bc%20d%26e%3d1")]
    [InlineData("a/b+c d&amp;e=1")]
    [InlineData("a\\/b+c d&e=1")]
    [InlineData("YS9iK2MgZCZlPTE=")]
    public void A_secret_is_known_in_its_other_spellings(string text) =>
        Assert.Equal("<***>", new Redaction(["a/b+c d&e=1"]).Clean($"<{text}>"));

    [Fact]
    public void A_short_secret_would_mask_words_and_is_left() =>
        Assert.Equal("a test", new Redaction(["test"]).Clean("a test"));

    [Fact]
    public void No_part_of_a_secret_survives_at_the_cut()
    {
        var clean = new Redaction(["test-key-1"]).Clean(new string('a', 495) + "test-key-1");

        Assert.Equal(new string('a', 495) + "***", clean);
    }

    [Theory]
    [InlineData(500, 500, false)]
    [InlineData(501, 500, true)]
    [InlineData(5000, 500, true)]
    public void Text_is_cut_at_500_characters(int length, int kept, bool cut) =>
        Assert.Equal(new string('x', kept) + (cut ? "…" : ""), new Redaction([]).Clean(new string('x', length)));

    [Fact]
    public void Half_a_character_does_not_fail() =>
        Assert.Equal("a\ufffdb", new Redaction([]).Clean("a\ud83db"));

    [Fact]
    public void A_secret_shows_itself_masked_in_every_form()
    {
        var secret = new Secret(" test-key-1 ");
        var credential = new Credential("SLOT", secret);

        Assert.Equal("***", $"{secret}");
        Assert.DoesNotContain("test-key-1", credential.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("test-key-1", System.Text.Json.JsonSerializer.Serialize(credential), StringComparison.Ordinal);
        Assert.Equal("test-key-1", secret.Reveal());
    }
}
