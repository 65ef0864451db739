namespace Missy.Simulation.Chat;

/// <summary>What a fault needs of an answer's text: characters of several bytes, a first piece of a given length, nothing at all, or JSON that its schema refuses.</summary>
internal readonly record struct AnswerShape(bool NonAscii, int LongPiece, bool Empty, bool Misfit = false)
{
    public bool IsNone => !NonAscii && LongPiece == 0 && !Empty && !Misfit;
}
