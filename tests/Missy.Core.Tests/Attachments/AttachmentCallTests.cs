using Missy.Chat;
using Missy.Providers;
using Missy.Tests.Calls;
using Missy.Tests.Support;

namespace Missy.Tests.Attachments;

/// <summary>An attachment that would be refused is refused before anything is sent.</summary>
public sealed class AttachmentCallTests
{
    private const int Mebi = 1024 * 1024;

    private const string Config = """
        providers:
          anthropic: {base_url: 'URL', model: m, api_key: test-key-1}
          ollama: {base_url: 'URL', model: m}

        """;

    [Theory]
    [InlineData("anthropic", 3 * Mebi, 0, null)]
    [InlineData("anthropic", 4 * Mebi, 0, "The image a.png has 4 MiB, and Anthropic takes one of 3.8 MiB at most.")]
    [InlineData("anthropic", 0, 20 * Mebi, null)]
    [InlineData("anthropic", 0, 25 * Mebi, "The attachments of the conversation have 25 MiB, and Anthropic takes 24 MiB at most in a request.")]
    [InlineData("openai", 20 * Mebi, 40 * Mebi, null)]
    [InlineData("openai", 0, 51 * Mebi, "With a.pdf the documents have 51 MiB, and OpenAI takes 50 MiB at most in a request.")]
    [InlineData("ollama", 40 * Mebi, 0, null)]
    [InlineData("ollama", 0, 1, "Ollama takes no PDF, as a.pdf is.")]
    public void Each_wire_has_its_limits(string wire, int image, int document, string? expected)
    {
        var limits = wire switch
        {
            "anthropic" => AttachmentLimits.Anthropic,
            "openai" => AttachmentLimits.OpenAI,
            _ => AttachmentLimits.Ollama,
        };
        ContentPart[] parts =
        [
            .. image > 0 ? [ImagePart.FromBytes(new byte[image], "image/png") with { Name = "a.png" }] : Array.Empty<ContentPart>(),
            .. document > 0 ? [new DocumentPart(new byte[document], "application/pdf", "a.pdf")] : Array.Empty<ContentPart>(),
        ];

        var refusal = limits.WhyRefused([new ChatMessage(ChatRole.User, parts)]);

        Assert.Equal(expected, refusal?.Message);
        Assert.True(refusal is null || refusal is { Kind: ErrorKind.InvalidRequest, Remedy.Length: > 0 });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_is_sent_and_no_attempt_is_told(bool stream)
    {
        using var calls = new CallHarness(Config);

        var failure = await Assert.ThrowsAsync<MissyException>(() => stream
            ? calls.StreamAsync(Asked)
            : calls.AskAsync(Asked));

        Assert.Equal(ErrorKind.InvalidRequest, failure.Kind);
        Assert.Empty(failure.Attempts);
        Assert.Empty(calls.Simulator.Requests);

        static AskRequest Asked(AskRequest request) =>
            (request with { Provider = "ollama" }).WithAttachments([new DocumentPart("%PDF-"u8.ToArray(), "application/pdf", "a.pdf")]);
    }

    [Fact]
    public async Task A_stand_in_that_takes_no_such_attachment_is_passed_by()
    {
        using var calls = new CallHarness(Config);
        calls.Fault("path=/v1/messages;500");

        var failure = await calls.FailAsync(request => (request with { Provider = "anthropic", Fallback = ["ollama/m"] })
            .WithAttachments([new DocumentPart("%PDF-"u8.ToArray(), "application/pdf", "a.pdf")]));

        Assert.Equal(["Unavailable", "Skipped"], failure.Attempts.Select(attempt => attempt.Outcome));
    }

    [Fact]
    public async Task A_session_keeps_them()
    {
        using var calls = new CallHarness(Config);
        var session = await calls.Client.NewSessionAsync(new SessionOptions(), calls.Caller, TestContext.Current.CancellationToken);

        await calls.AskAsync(request => (request with { Provider = "anthropic", Session = session })
            .WithAttachments([ImagePart.FromBytes("x"u8.ToArray(), "image/png")]));
        await calls.AskAsync(request => request with { Provider = "anthropic", Session = session, Messages = [Samples.User("And?")] });

        Assert.IsType<ImagePart>(session.Messages[0].Content[0]);
        Assert.Contains("image/png", calls.Simulator.Requests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_is_known_to_take_no_images_is_not_asked()
    {
        using var calls = new CallHarness("providers: {mistral: {model: MODEL, api_key: test-key-1}}".Replace("MODEL", Blind, StringComparison.Ordinal));

        var failure = await calls.FailAsync(request => (request with { Provider = "mistral" })
            .WithAttachments([ImagePart.FromBytes("x"u8.ToArray(), "image/png") with { Name = "a.png" }]));

        Assert.Equal($"mistral/{Blind} takes no images and no PDF, as a.png is.", failure.Message);
        Assert.Equal(ErrorKind.InvalidRequest, failure.Kind);
    }

    [Theory]
    [InlineData(5 * Mebi, 1, 1)]
    [InlineData(3 * Mebi, 10, 2)]
    public async Task What_earlier_turns_brought_and_the_wire_would_refuse_is_told_of_in_words(int size, int images, int expected)
    {
        using var calls = new CallHarness(Config);
        ChatMessage[] earlier = [.. Enumerable.Range(0, images).SelectMany(number => (ChatMessage[])
            [new(ChatRole.User, [ImagePart.FromBytes(new byte[size], "image/png"), new TextPart($"What is {number}?")]), Samples.Assistant("A cat.")])];

        await calls.AskAsync(request => request with { Provider = "anthropic", Messages = [.. earlier, Samples.User("And now?")] });

        var sent = Assert.Single(calls.Simulator.Requests).Body;
        var parts = sent.Split("[An image, which this model cannot be shown.]");
        Assert.Equal(expected, parts.Length - 1);
        Assert.DoesNotContain("image/png", string.Concat(parts[..^1]), StringComparison.Ordinal);
        Assert.Equal(images - expected, parts[^1].Split("\"image/png\"").Length - 1);
    }

    [Fact]
    public async Task What_is_asked_now_with_an_image_that_is_too_large_is_refused_whatever_came_before()
    {
        using var calls = new CallHarness(Config);
        var big = ImagePart.FromBytes(new byte[5 * Mebi], "image/png") with { Name = "b.png" };

        var failure = await calls.FailAsync(request => (request with
        {
            Provider = "anthropic",
            Messages = [new ChatMessage(ChatRole.User, [big with { Name = "a.png" }]), Samples.Assistant("A cat."), Samples.User("And this?")],
        }).WithAttachments([big]));

        Assert.Equal(ErrorKind.InvalidRequest, failure.Kind);
        Assert.StartsWith("The image b.png has 5 MiB", failure.Message, StringComparison.Ordinal);
        Assert.Empty(calls.Simulator.Requests);
    }

    private static string Blind => ProviderCatalogue.Default.ModelsOf("mistral")
        .First(model => !model.Capabilities.HasFlag(ModelCapabilities.Vision)).Id;
}
