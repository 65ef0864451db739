using System.Collections.ObjectModel;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>The keys of the file.</summary>
internal static class RootSection
{
    private static readonly MissyConfig Standard = new();

    private static readonly Field<int> Version = new("config_version", new CountKind(0, int.MaxValue), MissyConfig.CurrentVersion, "The version of the format; 2.");
    private static readonly Field<string?> DefaultProvider = Field.Optional("default_provider", new TextKind("the name of a provider", 64), "The provider used when none is named.");
    private static readonly Field<ModelReference?> DefaultModel = Field.Optional("default_model", ModelKind.Any, "The provider and model used when none is named.");
    private static readonly Field<IReadOnlyList<ProviderConfig>> Providers = new("providers", ProvidersKind.Instance, [], "The providers by name; file order is the order of preference.");
    private static readonly Field<IReadOnlyList<PurposeConfig>> Models = new("models", new LazyKind<IReadOnlyList<PurposeConfig>>(static () => PurposesKind.Instance), [], "Models for purposes, in order.");
    private static readonly Field<LeadWorkerConfig> LeadWorker = new("lead_worker", new LazyKind<LeadWorkerConfig>(static () => LeadWorkerSection.Section), Standard.LeadWorker, "How lead and worker take turns.");
    private static readonly Field<IReadOnlyDictionary<string, ModelReference>> Aliases = new("aliases", new LazyKind<IReadOnlyDictionary<string, ModelReference>>(static () => AliasesKind.Instance), ReadOnlyDictionary<string, ModelReference>.Empty, "Short names for models.");
    private static readonly Field<RoutingConfig> Routing = new("routing", new LazyKind<RoutingConfig>(static () => RoutingSection.Section), Standard.Routing, "How a model is chosen.");
    private static readonly Field<ReliabilityConfig> Reliability = new("reliability", new LazyKind<ReliabilityConfig>(static () => ReliabilitySection.Section), Standard.Reliability, "How failures are retried.");
    private static readonly Field<HealthConfig> Health = new("health", new LazyKind<HealthConfig>(static () => HealthSection.Section), Standard.Health, "When a provider is rested.");
    private static readonly Field<NetworkConfig> Network = new("network", new LazyKind<NetworkConfig>(static () => NetworkSection.Section), Standard.Network, "What may be reached.");
    private static readonly Field<BudgetConfig> Budget = new("budget", new LazyKind<BudgetConfig>(static () => BudgetSection.Section), Standard.Budget, "What may be spent.");
    private static readonly Field<UsageConfig> Usage = new("usage", new LazyKind<UsageConfig>(static () => UsageSection.Section), Standard.Usage, "What is recorded.");
    private static readonly Field<SessionsConfig> Sessions = new("sessions", new LazyKind<SessionsConfig>(static () => SessionsSection.Section), Standard.Sessions, "How conversations are kept.");
    private static readonly Field<TimeSpan> ModelsCacheTtl = new("models_cache_ttl_hours", DurationKind.HoursOrZero, Standard.ModelsCacheTtl, "How long a stored model list is fresh, in hours.");
    private static readonly Field<bool> Watch = new("watch", BooleanKind.Instance, Standard.Watch, "Whether changes of the file are picked up by themselves.");
    private static readonly Field<string?> Audit = Field.Optional("audit", new TextKind("the path of a file", 4096), "Where calls are noted down, without their content.");

    /// <summary>The sections in which a mistake could open or spend more than was meant: an error there refuses the file.</summary>
    internal static IReadOnlyList<string> Refusing { get; } = [Version.Name, Network.Name, Budget.Name];

    internal static Section<MissyConfig> Section { get; } = new(
        [
            Version, DefaultProvider, DefaultModel, Providers, Models, LeadWorker, Aliases, Routing, Reliability, Health, Network, Budget,
            Usage, Sessions, ModelsCacheTtl, Watch, Audit,
        ],
        Build);

    /// <summary>The names under <c>providers:</c>, which references anywhere in the file may use.</summary>
    internal static IReadOnlyList<string> ConfiguredNames(YamlNode root) =>
        root is YamlMap map && map[Providers.Name] is YamlMap providers
            ? [.. providers.Entries.Select(static e => e.Key.Text.Trim())]
            : [];

    private static MissyConfig Build(FieldValues values, ReadScope scope)
    {
        CheckVersion(values, scope.At(Version.Name));
        if (values.Has(Aliases))
        {
            AliasesKind.CheckModels(values.NodeOf(Aliases), values.Get(Providers), scope.At(Aliases.Name));
        }

        return new MissyConfig
        {
            ConfigVersion = values.Get(Version),
            DefaultProvider = FindDefault(values, scope.At(DefaultProvider.Name)),
            DefaultModel = values.Get(DefaultModel),
            Providers = values.Get(Providers),
            Models = values.Get(Models),
            LeadWorker = values.Get(LeadWorker),
            Aliases = values.Get(Aliases),
            Routing = values.Get(Routing),
            Reliability = values.Get(Reliability),
            Health = values.Get(Health),
            Network = values.Get(Network),
            Budget = values.Get(Budget),
            Usage = values.Get(Usage),
            Sessions = values.Get(Sessions),
            ModelsCacheTtl = values.Get(ModelsCacheTtl),
            Watch = values.Get(Watch),
            AuditPath = values.Get(Audit),
        };
    }

    private static void CheckVersion(FieldValues values, ReadScope scope)
    {
        var version = values.Get(Version);
        if (version != MissyConfig.CurrentVersion)
        {
            scope.Error(
                values.NodeOf(Version),
                DiagnosticCodes.UnsupportedVersion,
                version > MissyConfig.CurrentVersion ? "The file is written for a newer Missy." : "The file is written for an older format.",
                version > MissyConfig.CurrentVersion
                    ? "Update Missy, or name a file for this version."
                    : "Compare the keys with the documentation of version 2, then write config_version: 2.");
        }
    }

    /// <summary>The configured name as its entry writes it. The name of an entry that was left out stays, so that nobody else answers in its place.</summary>
    private static string? FindDefault(FieldValues values, ReadScope scope)
    {
        var context = scope.Context;
        if (values.Get(DefaultProvider) is not { } wanted)
        {
            return null;
        }

        var configured = context.Configured.FirstOrDefault(n => n.Equals(wanted, StringComparison.OrdinalIgnoreCase));
        if (configured is not null)
        {
            return configured;
        }

        // Without a providers section the environment decides which of the catalogue's there are.
        if (!values.Has(Providers) && context.Known.Contains(wanted))
        {
            return wanted;
        }

        var ask = NearestNames.Ask(NearestNames.Find(wanted, context.Configured, 3));
        scope.Error(
            values.NodeOf(DefaultProvider),
            DiagnosticCodes.UnknownProvider,
            "No provider of this name is configured.",
            context.Configured.Count == 0
                ? "Add it to providers, or remove this line."
                : $"{ask} Configured: {string.Join(", ", context.Configured.Take(20))}.".TrimStart());
        return null;
    }
}
