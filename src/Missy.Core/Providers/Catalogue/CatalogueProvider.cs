namespace Missy.Providers;

/// <summary>A service that Missy knows without being told: where it is, what it speaks, how it is called.</summary>
public sealed record CatalogueProvider
{
    /// <summary>Canonical name, lower case, such as <c>gemini</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name as its maker writes it, such as <c>Google Gemini</c>.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The protocol that it speaks.</summary>
    public required WireKind Wire { get; init; }

    /// <summary>
    /// The URL to which the wire's path is appended, without a trailing slash: it includes the version for the OpenAI
    /// wires (<c>https://api.openai.com/v1</c>) and not for the others. <see langword="null"/> when it depends on the
    /// user's account, see <see cref="BaseUrlHint"/>, or is known only at run time (simulator).
    /// </summary>
    public string? BaseUrl { get; init; }

    /// <summary>What a base URL looks like, with the parts to replace in capitals; <see langword="null"/> when
    /// <see cref="BaseUrl"/> is known.</summary>
    public string? BaseUrlHint { get; init; }

    /// <summary>Environment variables that may hold the key; the first that is set wins. Empty when no key is needed.</summary>
    public IReadOnlyList<string> KeyEnv { get; init; } = [];

    /// <summary>How the key is sent.</summary>
    public CatalogueAuth Auth { get; init; }

    /// <summary>Name of the header that holds the key; not <see langword="null"/> exactly when <see cref="Auth"/> is
    /// <see cref="CatalogueAuth.Header"/>.</summary>
    public string? AuthHeader { get; init; }

    /// <summary>Other names for this provider. No two providers share one.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Model to use when none is named; <see langword="null"/> when the user has to name one.</summary>
    public string? DefaultModel { get; init; }

    /// <summary>A quick and cheap model; <see langword="null"/> = the default model.</summary>
    public string? FastModel { get; init; }

    /// <summary>The most capable model; <see langword="null"/> = the default model.</summary>
    public string? PremiumModel { get; init; }

    /// <summary>Canonical name of the provider whose models this one serves under the same ids (a second door to the same
    /// house); <see langword="null"/> when it has a list of its own or none.</summary>
    public string? ModelsFrom { get; init; }

    /// <summary>Whether it runs on the user's own machine.</summary>
    public bool Local { get; init; }

    /// <summary>Whether a set key variable (for Ollama: a listening server) is enough to use it when there is no
    /// configuration. <see langword="false"/> for second doors, and where the variable usually serves something else.</summary>
    public bool Discover { get; init; } = true;

    /// <summary>Name of the Chat Completions field that limits the answer: <c>max_tokens</c> or
    /// <c>max_completion_tokens</c>. Without meaning on other wires.</summary>
    public string MaxTokensField { get; init; } = "max_tokens";

    /// <summary>Whether the service accepts <c>stream_options.include_usage</c>. Without meaning on other wires.</summary>
    public bool StreamUsage { get; init; } = true;

    /// <summary>Whether the service's model ids hold slashes, so that <c>a/b</c> is an id and not a provider and a model.</summary>
    public bool SlashIds { get; init; }

    /// <summary>Where people read about the service and get a key; <see langword="null"/> when there is no such page.</summary>
    public string? Website { get; init; }
}
