using Missy.Simulation.Chat;

namespace Missy.Simulation.Exchanges;

/// <summary>What is to be sent, before it is framed and delivered.</summary>
internal sealed class Reply(EventLog log, Wire wire, string requestId)
{
    public EventLog Log { get; } = log;

    public Wire Wire { get; } = wire;

    /// <summary>Depends on the request alone, like the answer.</summary>
    public string RequestId { get; } = requestId;

    public int Status { get; set; } = 200;

    public string ContentType { get; set; } = "application/json";

    /// <summary>Whether the log's events are sent one by one, framed; otherwise they are the body, one behind the other.</summary>
    public bool IsStream { get; set; }

    /// <summary>Further headers, or null.</summary>
    public List<(string Name, string Value)>? Headers { get; private set; }

    /// <summary>The tokens of the answer, for its speed.</summary>
    public int Tokens { get; set; }

    public void AddHeader(string name, string value) => (Headers ??= []).Add((name, value));
}
