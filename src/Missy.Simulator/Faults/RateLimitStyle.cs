namespace Missy.Simulation.Faults;

/// <summary>Whose headers tell a rate limit.</summary>
internal enum RateLimitStyle
{
    None,

    /// <summary>Anthropic's on its own wire, OpenAI's on the others.</summary>
    OfWire,
    OpenAI,
    Anthropic,
}
