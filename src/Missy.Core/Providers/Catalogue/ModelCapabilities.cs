namespace Missy.Providers;

/// <summary>What a model is known to be able to do. A missing flag means "not known to", not "known not to".</summary>
[Flags]
public enum ModelCapabilities
{
    /// <summary>Nothing is known.</summary>
    None = 0,

    /// <summary>Calls tools that the request offers.</summary>
    Tools = 1,

    /// <summary>Takes images.</summary>
    Vision = 2,

    /// <summary>Reasons before it answers, always or on request.</summary>
    Thinking = 4,

    /// <summary>Answers as a stream.</summary>
    Streaming = 8,

    /// <summary>Holds its answer to a JSON schema on request.</summary>
    Json = 16,
}
