namespace Missy;

/// <summary>What is to change in a session; what is not said stays.</summary>
public sealed record SessionChange
{
    /// <summary>Who answers from now on, with its own model where <see cref="Model"/> names none; null = no change.</summary>
    public string? Provider { get; init; }

    /// <summary>The model to pin, alone or as <c>provider/model</c>; null = no change.</summary>
    public string? Model { get; init; }

    /// <summary>Instructions that stand above the conversation; null = no change, blank = none from now on.</summary>
    public string? System { get; init; }

    /// <summary>Whether lead and worker take turns; null = no change.</summary>
    public bool? LeadWorker { get; init; }

    /// <summary>Lets the session follow the default. Not together with another route.</summary>
    public bool UseDefault { get; init; }

    /// <summary>Keeps the history where the route changes, whatever <c>sessions.on_switch</c> says.</summary>
    public bool KeepHistory { get; init; }

    /// <summary>The last turn, taken as good, was not: it counts as a failure of the worker where that took it.</summary>
    public bool Failed { get; init; }
}
