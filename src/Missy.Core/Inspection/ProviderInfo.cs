using System.Text.Json.Serialization;

namespace Missy;

/// <summary>What a user sees of a provider. It tells where a key comes from, never the key.</summary>
public sealed record ProviderInfo
{
    /// <summary>The registry name.</summary>
    public required string Name { get; init; }

    /// <summary>The service that it is, by its catalogue name.</summary>
    public required string Service { get; init; }

    /// <summary>The wire protocol that it speaks.</summary>
    public required string Wire { get; init; }

    /// <summary>The model used when none is named; null = one must be named.</summary>
    public string? Model { get; init; }

    /// <summary>The model for simple prompts; null = <see cref="Model"/>.</summary>
    public string? FastModel { get; init; }

    /// <summary>The model for complex prompts; null = <see cref="Model"/>.</summary>
    public string? PremiumModel { get; init; }

    /// <summary>Where it is; null when that is missing or known only once it runs.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>The host and port that the network policy lets it reach because of that, such as <c>api.openai.com:443</c>; null without a URL.</summary>
    public string? Host { get; init; }

    /// <summary>Whether it runs on this machine or network.</summary>
    public bool Local { get; init; }

    /// <summary>Whether it has what it needs to be called.</summary>
    public AuthStatus AuthStatus { get; init; }

    /// <summary>Where the next call's key comes from, such as a variable's name; null when there is none.</summary>
    public string? KeySource { get; init; }

    /// <summary>Its keys by name, in the order of the configuration, and whether each can be used.</summary>
    public IReadOnlyList<KeyInfo> Keys { get; init => field = Indexable.Of(value); } = Indexable.None<KeyInfo>();

    /// <summary>Whether its circuit breaker lets calls go to it.</summary>
    public CircuitState Circuit { get; init; }

    /// <summary>Whether the configuration allows its use.</summary>
    public bool Enabled { get; init; }

    /// <summary>Whether a call that names nothing goes here.</summary>
    public bool Default { get; init; }

    /// <summary>Whether it can be called now, as far as is known.</summary>
    public bool Available { get; init; }

    /// <summary>Why it cannot be called; null when it can.</summary>
    public string? Reason { get; init; }

    // A column of records for export; JSON has it already, in what it is taken from.

    /// <summary><see cref="Keys"/>, <c>"; "</c> between them; empty for none.</summary>
    [JsonIgnore]
    public string KeyText => Indexable.Text(Keys);

    /// <summary><see cref="Name"/>.</summary>
    public override string ToString() => Name;
}
