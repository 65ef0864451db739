using System.Collections.ObjectModel;

namespace Missy.Configuration;

/// <summary>A whole configuration, checked and immutable. What the file does not say has its default.</summary>
public sealed record MissyConfig
{
    /// <summary>The version of the format that this code reads.</summary>
    public const int CurrentVersion = 2;

    /// <summary>What holds without a file.</summary>
    public static MissyConfig Empty { get; } = new();

    /// <summary>The version of the format.</summary>
    public int ConfigVersion { get; init; } = CurrentVersion;

    /// <summary>The registry name of the default provider; null = the first available in file order.</summary>
    public string? DefaultProvider { get; init; }

    /// <summary>The default model; its provider is null where the file names a model alone. Null = none.</summary>
    public ModelReference? DefaultModel { get; init; }

    /// <summary>The usable entries of <c>providers:</c>, in file order.</summary>
    public IReadOnlyList<ProviderConfig> Providers { get; init; } = [];

    /// <summary>The usable entries of <c>models:</c>, in file order.</summary>
    public IReadOnlyList<PurposeConfig> Models { get; init; } = [];

    /// <summary>How lead and worker take turns.</summary>
    public LeadWorkerConfig LeadWorker { get; init; } = new();

    /// <summary>Short names and what they stand for, case-insensitive. Each target names its provider.</summary>
    public IReadOnlyDictionary<string, ModelReference> Aliases { get; init; } = ReadOnlyDictionary<string, ModelReference>.Empty;

    /// <summary>How a route is chosen.</summary>
    public RoutingConfig Routing { get; init; } = new();

    /// <summary>How failures are retried.</summary>
    public ReliabilityConfig Reliability { get; init; } = new();

    /// <summary>When a provider is rested.</summary>
    public HealthConfig Health { get; init; } = new();

    /// <summary>What may be reached.</summary>
    public NetworkConfig Network { get; init; } = new();

    /// <summary>What may be spent.</summary>
    public BudgetConfig Budget { get; init; } = new();

    /// <summary>What is recorded.</summary>
    public UsageConfig Usage { get; init; } = new();

    /// <summary>How conversations are kept.</summary>
    public SessionsConfig Sessions { get; init; } = new();

    /// <summary>How long a stored model list is fresh.</summary>
    public TimeSpan ModelsCacheTtl { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Whether changes of the file are picked up by themselves.</summary>
    public bool Watch { get; init; } = true;

    /// <summary>Where calls are noted down, as written: <c>~</c> is the home folder, a relative path is beside the file; null = nowhere.</summary>
    public string? AuditPath { get; init; }
}
