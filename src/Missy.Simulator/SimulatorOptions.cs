namespace Missy.Simulation;

/// <summary>How a simulator behaves. Read once, at its start.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The TCP port on 127.0.0.1; 0, the default, takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Faults in force from the start; the first rule that befalls a request wins, its <c>x-simulator-fault</c> header before all.</summary>
    public IReadOnlyList<FaultRule> Faults { get; init; } = [];

    /// <summary>The ids that model lists show, in this order. Requests for any other model are answered too.</summary>
    public IReadOnlyList<string> Models { get; init; } = ["simulator-small", "simulator-large"];

    /// <summary>
    /// The clock for waiting faults, for rules that hold for a time, for dates in headers and for <see cref="RecordedRequest.Time"/>.
    /// Answers do not depend on it.
    /// </summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The text of every answer, or null for one that quotes the prompt. Tools are called all the same.</summary>
    public string? Answer { get; init; }

    /// <summary>How many of the tools on offer are called at once, the first ones; at least 1.</summary>
    public int ParallelTools { get; init; } = 1;

    /// <summary>How often tools are called until an answer follows: 1, the default, answers from the first results.</summary>
    public int ToolRounds { get; init; } = 1;

    /// <summary>The arguments of every tool call, as JSON; null for some that fit the tool's schema.</summary>
    public string? ToolArguments { get; init; }

    /// <summary>A wait before each answer begins; a fault's own <c>latency</c> takes its place.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>The speed of answers in tokens a second, or 0, the default, for all at once; a fault's own takes its place.</summary>
    public double TokensPerSecond { get; init; }

    /// <summary>How many requests are kept in <see cref="SimulatorServer.Requests"/>, the newest; at least 1.</summary>
    public int RecordedRequests { get; init; } = 10_000;
}
