namespace Missy.Providers;

/// <summary>How a wire parts a streamed answer into events.</summary>
internal enum StreamFraming
{
    /// <summary>WHATWG server-sent events.</summary>
    ServerSentEvents,

    /// <summary>One JSON document a line.</summary>
    JsonLines,
}
