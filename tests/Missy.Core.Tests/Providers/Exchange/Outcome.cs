using Missy.Chat;

namespace Missy.Tests.Providers.Exchanges;

/// <summary>What became of one call.</summary>
/// <param name="Chunks">The chunks of a stream, in order; empty for a call that was not streamed.</param>
/// <param name="Response">The whole answer; null when the call failed.</param>
/// <param name="Failure">The failure; null when there is an answer.</param>
internal sealed record Outcome(IReadOnlyList<CompletionChunk> Chunks, CompletionResponse? Response, MissyException? Failure)
{
    /// <summary>The text that a stream had shown.</summary>
    public string Text => Support.Wire.Text(Chunks);

    /// <summary>What holds for every call, however it ends.</summary>
    public Outcome Check(string secret)
    {
        Assert.True(Response is null != Failure is null, "A call ends with an answer or with a failure, and with one of the two.");
        if (Failure is null)
        {
            Assert.True(Chunks.Count == 0 || Chunks[^1].Response == Response);
            Assert.True(Chunks.Count == 0 || Text == Response!.Content, "An answer's content is what its text chunks showed.");
            return this;
        }

        Assert.DoesNotContain(Chunks, chunk => chunk.Kind == ChunkKind.Done);
        Assert.Equal(Text, Failure.PartialText ?? "");
        Assert.NotEqual(ErrorKind.Unknown, Failure.Kind);
        Assert.Equal("it", Failure.Provider);
        foreach (var shown in (string?[])[Failure.ToString(), Failure.Remedy, Failure.Code, Failure.RequestId])
        {
            Assert.DoesNotContain(secret, shown ?? "", StringComparison.OrdinalIgnoreCase);
        }

        return this;
    }
}
