namespace Missy.Simulation.Chat;

/// <summary>One event of an answer: its name (null where the protocol gives none) and where its data lie in the log.</summary>
internal readonly record struct StreamEvent(string? Name, int Start, int Length, EventRole Role);
