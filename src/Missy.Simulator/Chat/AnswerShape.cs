namespace Missy.Simulation.Chat;

/// <summary>What a fault needs of an answer's text: characters of several bytes, or a first piece of a given length.</summary>
internal readonly record struct AnswerShape(bool NonAscii, int LongPiece)
{
    public bool IsNone => !NonAscii && LongPiece == 0;
}
