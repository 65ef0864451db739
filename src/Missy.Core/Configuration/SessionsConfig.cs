namespace Missy.Configuration;

/// <summary>The section <c>sessions:</c>.</summary>
public sealed record SessionsConfig
{
    /// <summary>Whether conversations outlive the process.</summary>
    public bool Persist { get; init; }

    /// <summary>What a switch of provider or model does to the history.</summary>
    public SwitchHistory OnSwitch { get; init; }

    /// <summary>How many turns of history are kept; 0 = all.</summary>
    public int MaxTurns { get; init; }

    /// <summary>Who may switch models; empty = everyone.</summary>
    public IReadOnlyList<string> AllowedSenders { get; init; } = [];
}
