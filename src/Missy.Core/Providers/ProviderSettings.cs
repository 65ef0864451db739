using Missy.Configuration;
using Missy.Network;

namespace Missy.Providers;

/// <summary>All that a provider needs to know of itself to make a call; the key comes with the call.</summary>
internal sealed record ProviderSettings
{
    public required string Name { get; init; }

    public required WireProtocol Wire { get; init; }

    /// <summary>Asked for at each call, since the simulator's is known only once it runs.</summary>
    public required Func<Uri> BaseUrl { get; init; }

    public bool Local { get; init; }

    /// <summary>The header that carries the key; null = <c>Authorization: Bearer</c>.</summary>
    public string? KeyHeader { get; init; }

    public IReadOnlyDictionary<string, SecretReference> Headers { get; init; } = NoHeaders;

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>To the first byte; null = by the way the call is made.</summary>
    public TimeSpan? Timeout { get; init; }

    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What may be reached.</summary>
    public NetworkPolicy Policy { get; init; } = NetworkPolicy.Default;

    public long MaxResponseBytes { get; init; } = 50 * 1024 * 1024;

    /// <summary>The variable that names a proxy which is not used; null when there is none.</summary>
    public Func<string?> UnusedProxy { get; init; } = static () => null;

    /// <summary>Finds the value behind a reference that is no literal; throws when it has none.</summary>
    public Func<SecretReference, CancellationToken, ValueTask<string>> RevealAsync { get; init; } =
        static (reference, _) => new ValueTask<string>(reference.Value);

    private static IReadOnlyDictionary<string, SecretReference> NoHeaders { get; } = new Dictionary<string, SecretReference>();

    /// <summary>How long the first byte may take: a model that answers whole, or on one's own machine, thinks in silence.</summary>
    public TimeSpan FirstByteLimit(bool stream) =>
        Timeout ?? (stream && !Local ? TimeSpan.FromSeconds(120) : TimeSpan.FromSeconds(600));
}
