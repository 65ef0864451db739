namespace Missy.Simulation.Chat;

/// <summary>What an event of a streamed answer is for.</summary>
internal enum EventRole
{
    /// <summary>Opens, closes or accompanies something.</summary>
    Frame,

    /// <summary>Carries a piece of output: text, thinking or tool arguments.</summary>
    Delta,

    /// <summary>The mark by which the protocol says that the answer is complete.</summary>
    End,
}
