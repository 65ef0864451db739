using System.Text;

namespace Missy.Chat;

/// <summary>
/// How many tokens a request may use, guessed before it is sent. No service's tokenizer is asked: four ASCII characters count
/// as one token, and text that UTF-8 writes longer for half a token more a byte, which makes a Chinese character a little more
/// than one.
/// </summary>
/// <param name="Prompt">Tokens to read.</param>
/// <param name="Answer">The most tokens to write; where nobody limits the answer, an answer of usual length.</param>
internal readonly record struct TokenEstimate(long Prompt, long Answer)
{
    // A model's own maximum is no measure of what it usually writes: some may write 128 000 tokens.
    private const int UsualAnswer = 4096;

    // The marks that a service puts around each message or tool.
    private const int Frame = 4;

    // What services count for an image of ordinary size.
    private const int Image = 1500;

    // A page of a PDF has some 50 KB and costs some 2500 tokens (Claude guide "PDF support", "Estimate your costs").
    private const int DocumentBytes = 20;

    // Scanned pages have many times the bytes: a hundred pages, which every model that takes PDF takes.
    private const int LargestDocument = 250_000;

    /// <summary>Read and written together.</summary>
    public long Total => Prompt + Answer;

    /// <summary>Guesses.</summary>
    public static TokenEstimate Of(CompletionRequest request)
    {
        var prompt = OfText(request.System) + Of(request.Messages);
        foreach (var tool in request.Tools)
        {
            prompt += Frame + OfText(tool.Name) + OfText(tool.Description) + OfText(tool.Parameters.GetRawText());
        }

        if (request.Schema is { } schema)
        {
            prompt += Frame + OfText(schema.Schema.GetRawText());
        }

        return new TokenEstimate(prompt, request.MaxTokens ?? Math.Min(request.DefaultMaxTokens, UsualAnswer));
    }

    /// <summary>Guesses how many tokens messages are to read.</summary>
    public static long Of(IEnumerable<ChatMessage> messages)
    {
        var prompt = 0L;
        foreach (var message in messages)
        {
            prompt += Frame + message.Content.Sum(Of);
        }

        return prompt;
    }

    private static long Of(ContentPart part) => part switch
    {
        TextPart text => OfText(text.Text),
        ThinkingPart thinking => OfText(thinking.Text) + OfText(thinking.Encrypted),
        ToolCallPart call => Frame + OfText(call.Call.Name) + OfText(call.Call.RawArguments),
        ToolResultPart result => Frame + OfText(result.Result.Content),
        DocumentPart document => Math.Clamp(document.Data.Length / DocumentBytes, Image, LargestDocument),
        _ => Image,
    };

    private static long OfText(string? text) => string.IsNullOrEmpty(text)
        ? 0
        : ((text.Length + 3L) / 4) + ((Encoding.UTF8.GetByteCount(text) - (long)text.Length) / 2);
}
