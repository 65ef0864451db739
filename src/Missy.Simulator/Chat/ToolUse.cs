namespace Missy.Simulation.Chat;

/// <summary>A tool call of a simulated answer.</summary>
/// <param name="Index">Its place among the calls of the answer, from 0.</param>
/// <param name="Name">The tool.</param>
/// <param name="Arguments">JSON; an object unless the simulator was told other arguments.</param>
internal sealed record ToolUse(int Index, string Name, string Arguments)
{
    /// <summary>An id that no other call of the conversation has, behind a service's prefix.</summary>
    public string Id(string prefix, Call call) =>
        Index == 0 ? prefix + call.Id : FormattableString.Invariant($"{prefix}{call.Id}_{Index}");

    /// <summary>Where the streamed piece of <see cref="Arguments"/> that begins at <paramref name="start"/> ends: quarters, cut anywhere.</summary>
    public int PieceEnd(int start) =>
        TextPieces.Whole(Arguments, Math.Min(Arguments.Length, start + Math.Max(2, (Arguments.Length + 3) / 4)));
}
