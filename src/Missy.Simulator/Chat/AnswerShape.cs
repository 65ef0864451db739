namespace Missy.Simulation.Chat;

/// <summary>What a fault needs of an answer's text: characters of several bytes, a first piece of a given length, or nothing at all.</summary>
internal readonly record struct AnswerShape(bool NonAscii, int LongPiece, bool Empty)
{
    public bool IsNone => !NonAscii && LongPiece == 0 && !Empty;
}
