namespace Missy.Providers;

/// <summary>The wire protocols that Missy speaks. Their names in configuration and data are <see cref="WireKinds"/>'.</summary>
public enum WireKind
{
    /// <summary>Anthropic Messages (<c>POST /v1/messages</c>).</summary>
    Anthropic,

    /// <summary>OpenAI Chat Completions (<c>POST …/chat/completions</c>), spoken by most other services too.</summary>
    OpenAI,

    /// <summary>OpenAI Responses (<c>POST …/responses</c>).</summary>
    OpenAIResponses,

    /// <summary>The Responses dialect behind a ChatGPT subscription: account header, nothing stored, always streaming.</summary>
    OpenAICodex,

    /// <summary>Ollama's own API (<c>POST /api/chat</c>, lines of JSON).</summary>
    Ollama,

    /// <summary>The built-in loopback server that answers without any service behind it.</summary>
    Simulator,
}
