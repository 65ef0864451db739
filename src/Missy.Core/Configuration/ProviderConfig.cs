using System.Collections.ObjectModel;
using System.Text.Json;

namespace Missy.Configuration;

/// <summary>One entry of <c>providers:</c>, checked. Secrets are references that nobody has looked up yet.</summary>
public sealed record ProviderConfig
{
    /// <summary>The registry name: the entry's key, as written.</summary>
    public required string Name { get; init; }

    /// <summary>The wire protocol or catalogue name, as written; the registry name where <c>name:</c> is absent.</summary>
    public required string Wire { get; init; }

    /// <summary>The model used when no tier applies; null = the default model of the file or the catalogue.</summary>
    public string? Model { get; init; }

    /// <summary>The model for simple prompts; null = <see cref="Model"/>.</summary>
    public string? FastModel { get; init; }

    /// <summary>The model for complex prompts; null = <see cref="Model"/>.</summary>
    public string? PremiumModel { get; init; }

    /// <summary>The key; null = not given here.</summary>
    public SecretReference? ApiKey { get; init; }

    /// <summary>The environment variable that holds the key; null = the catalogue's.</summary>
    public string? ApiKeyEnv { get; init; }

    /// <summary>Several keys, in order; empty = none. They take precedence over <see cref="ApiKey"/>.</summary>
    public IReadOnlyList<KeyConfig> ApiKeys { get; init; } = [];

    /// <summary>When the next key is taken.</summary>
    public KeyRotationStrategy KeyRotation { get; init; }

    /// <summary>Where the service is, http or https; null = the catalogue's address.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>Whether the service counts as local.</summary>
    public LocalMode Local { get; init; }

    /// <summary>How the key travels.</summary>
    public AuthMode Auth { get; init; }

    /// <summary>Headers sent with every request, by name (case-insensitive).</summary>
    public IReadOnlyDictionary<string, SecretReference> Headers { get; init; } = ReadOnlyDictionary<string, SecretReference>.Empty;

    /// <summary>The most tokens an answer may have; null = the model's known maximum where the wire needs one.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>The wait for a connection.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The wait for the first byte of an answer; null = the default for the way the call is made.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The wait between bytes.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether the provider may be used.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The share it gets where several could answer; 0 = never by itself.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Requests that may start in a minute; 0 = no limit.</summary>
    public int RequestsPerMinute { get; init; }

    /// <summary>Tokens that may be used in a minute; 0 = no limit.</summary>
    public int TokensPerMinute { get; init; }

    /// <summary>The longest wait for a limit or a <c>Retry-After</c>; zero = none.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Who answers when this provider cannot; null = as <c>routing.fallback</c> says, empty = nobody. Every entry names a provider.</summary>
    public IReadOnlyList<ModelReference>? Fallback { get; init; }

    /// <summary>Passed into the request body, by name.</summary>
    public IReadOnlyDictionary<string, JsonElement> Options { get; init; } = ReadOnlyDictionary<string, JsonElement>.Empty;

    /// <summary>Whether requests mark what may be cached.</summary>
    public PromptCacheMode PromptCache { get; init; }

    /// <summary>The line of the entry's key, counted from 1; 0 when it does not come from a file.</summary>
    public int Line { get; init; }
}
