namespace Missy.Providers;

/// <summary>What is known of one model at one provider. Data of a day (<see cref="AsOf"/>), never a limit to enforce.</summary>
public sealed record CatalogueModel
{
    /// <summary>Canonical catalogue name of the provider whose list this is, such as <c>anthropic</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The id that the provider's API takes.</summary>
    public required string Id { get; init; }

    /// <summary>Other ids that the provider's API takes for the same model; empty when there are none.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Size of the context window in tokens, prompt and answer together; <see langword="null"/> when unknown.</summary>
    public int? ContextTokens { get; init; }

    /// <summary>The most tokens one answer may have; <see langword="null"/> when unknown.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>What the model can do.</summary>
    public ModelCapabilities Capabilities { get; init; }

    /// <summary>Whether the model accepts a temperature. <see langword="false"/> means that a request with one is refused.</summary>
    public bool Temperature { get; init; } = true;

    /// <summary>The list price; <see langword="null"/> when unknown. Zero only for what is free of charge, such as a model
    /// on the user's own machine.</summary>
    public ModelPrice? Price { get; init; }

    /// <summary>The day for which these facts were published.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Page on which the provider publishes them; <see langword="null"/> when there is none.</summary>
    public string? Source { get; init; }
}
