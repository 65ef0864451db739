namespace Missy.Sessions.Talk;

/// <summary>What a chat shows.</summary>
public enum ChatPieceKind
{
    /// <summary>The first line: which conversation it is, who answers, and how to get help. Only a person needs it.</summary>
    Greeting,

    /// <summary>A question was sent, and its answer follows.</summary>
    Asked,

    /// <summary>A piece of the answer.</summary>
    Text,

    /// <summary>A piece of the model's reasoning.</summary>
    Thinking,

    /// <summary>The end of an answer: <see cref="ChatPiece.Response"/>.</summary>
    Answered,

    /// <summary>What was done was stopped by the user; what came of it stays shown and is not kept.</summary>
    Stopped,

    /// <summary>The reply to a command.</summary>
    Reply,

    /// <summary>The reply to a command that also wants an empty screen.</summary>
    Cleared,

    /// <summary>What the user should know although all went well.</summary>
    Notice,

    /// <summary>A failure: <see cref="ChatPiece.Failure"/>. The chat goes on.</summary>
    Failure,
}
