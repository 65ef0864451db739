namespace Missy.Configuration;

/// <summary>Whether requests mark what the service may keep for later calls. Anthropic only.</summary>
public enum PromptCacheMode
{
    /// <summary>The stable parts of a request are marked.</summary>
    Auto,

    /// <summary>Nothing is marked.</summary>
    Off,
}
