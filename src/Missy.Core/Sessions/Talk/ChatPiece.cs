namespace Missy.Sessions.Talk;

/// <summary>Something that a chat shows.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text, as the model or the service wrote it: what shows it at a terminal cleans it. Empty where there is none.</param>
public sealed record ChatPiece(ChatPieceKind Kind, string Text)
{
    /// <summary>The whole answer, at the end of one; null for all else.</summary>
    public Response? Response { get; init; }

    /// <summary>The failure, without the secrets that it may have held; null for all else.</summary>
    public MissyException? Failure { get; init; }
}
