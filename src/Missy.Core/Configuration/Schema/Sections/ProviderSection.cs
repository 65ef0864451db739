using System.Collections.ObjectModel;
using System.Text.Json;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>The keys of one entry of <c>providers:</c>.</summary>
internal static class ProviderSection
{
    private const int Billion = 1_000_000_000;

    private static readonly TextKind ModelId = new("a model id");
    private static readonly ProviderConfig Standard = new() { Name = "", Wire = "" };

    private static readonly Field<string?> Name = Field.Optional("name", ServiceKind.Instance, "The wire protocol (anthropic, openai, openai-responses, openai-codex, ollama, simulator) or a name of the catalogue; absent = the entry's own name.");
    private static readonly Field<string?> Model = Field.Optional("model", ModelId, "The model used when no tier applies.");
    private static readonly Field<string?> FastModel = Field.Optional("fast_model", ModelId, "The model for simple prompts.");
    private static readonly Field<string?> PremiumModel = Field.Optional("premium_model", ModelId, "The model for complex prompts.");
    private static readonly Field<SecretReference?> ApiKey = Field.Optional("api_key", SecretTextKind.Instance, "The key, by reference or literally.");
    private static readonly Field<string?> ApiKeyEnv = Field.Optional("api_key_env", EnvironmentNameKind.Instance, "The environment variable that holds the key.");
    private static readonly Field<IReadOnlyList<KeyConfig>> ApiKeys = new("api_keys", KeysKind.Instance, [], "Several keys; they take precedence over api_key.");
    private static readonly Field<KeyRotationStrategy> KeyRotation = new("key_rotation_strategy", new WordKind<KeyRotationStrategy>(("failover", KeyRotationStrategy.Failover), ("round_robin", KeyRotationStrategy.RoundRobin)), Standard.KeyRotation, "When the next of several keys is taken.");
    private static readonly Field<Uri?> BaseUrl = Field.Optional("base_url", UrlKind.Instance, "Where the service is; absent = the catalogue's address.");
    private static readonly Field<LocalMode> Local = new("local", new WordKind<LocalMode>(("auto", LocalMode.Auto), ("true", LocalMode.True), ("false", LocalMode.False)), Standard.Local, "Whether the service is on this machine or network, so that it needs no key.");
    private static readonly Field<AuthMode> Auth = new("auth", new WordKind<AuthMode>(("auto", AuthMode.Auto), ("bearer", AuthMode.Bearer), ("header", AuthMode.Header), ("none", AuthMode.None)), Standard.Auth, "How the key travels.");
    private static readonly Field<IReadOnlyDictionary<string, SecretReference>> Headers = new("headers", HeadersKind.Instance, Standard.Headers, "Headers sent with every request.");
    private static readonly Field<int?> MaxTokens = Field.OptionalValue("max_tokens", new CountKind(1, 100_000_000), "The most tokens an answer may have.");
    private static readonly Field<TimeSpan> ConnectTimeout = new("connect_timeout", DurationKind.Seconds, Standard.ConnectTimeout, "The wait for a connection, in seconds.");
    private static readonly Field<TimeSpan?> Timeout = Field.OptionalValue("timeout", DurationKind.Seconds, "The wait for the first byte of an answer, in seconds.");
    private static readonly Field<TimeSpan> IdleTimeout = new("idle_timeout", DurationKind.Seconds, Standard.IdleTimeout, "The wait between bytes, in seconds.");
    private static readonly Field<bool> Enabled = new("enabled", BooleanKind.Instance, Standard.Enabled, "Whether the provider may be used.");
    private static readonly Field<double> Weight = new("weight", new NumberKind(0, 1_000_000), Standard.Weight, "The share it gets where several could answer; 0 = never by itself.");
    private static readonly Field<int> RequestsPerMinute = new("requests_per_minute", new CountKind(0, Billion), 0, "Requests that may start in a minute; 0 = no limit.");
    private static readonly Field<int> TokensPerMinute = new("tokens_per_minute", new CountKind(0, Billion), 0, "Tokens that may be used in a minute; 0 = no limit.");
    private static readonly Field<TimeSpan> MaxWait = new("max_wait_seconds", DurationKind.SecondsOrZero, Standard.MaxWait, "The longest wait for a limit or a Retry-After, in seconds.");
    private static readonly Field<IReadOnlyList<ModelReference>?> Fallback = Field.Optional("fallback", new ListKind<ModelReference>(ModelKind.WithProvider, "models as provider/model"), "Who answers when this provider cannot; [] = nobody, absent = as routing.fallback says.");
    private static readonly Field<IReadOnlyDictionary<string, JsonElement>> Options = new("options", new JsonMapKind("model", "messages", "input", "stream"), ReadOnlyDictionary<string, JsonElement>.Empty, "Passed into the request body.");
    private static readonly Field<PromptCacheMode> PromptCache = new("prompt_cache", new WordKind<PromptCacheMode>(("auto", PromptCacheMode.Auto), ("off", PromptCacheMode.Off)), Standard.PromptCache, "Whether requests mark what may be cached (Anthropic).");

    internal static Section<ProviderConfig> Section { get; } = new(
        [
            Name, Model, FastModel, PremiumModel, ApiKey, ApiKeyEnv, ApiKeys, KeyRotation, BaseUrl, Local, Auth, Headers, MaxTokens,
            ConnectTimeout, Timeout, IdleTimeout, Enabled, Weight, RequestsPerMinute, TokensPerMinute, MaxWait, Fallback, Options, PromptCache,
        ],
        Build);

    private static ProviderConfig Build(FieldValues values, ReadScope scope)
    {
        if (values.Get(Name) is { } service && !scope.Context.Known.Contains(service))
        {
            UnknownService(values.NodeOf(Name), scope.At(Name.Name), service);
        }

        return new ProviderConfig
        {
            Name = "",
            Wire = values.Get(Name) ?? "",
            Model = values.Get(Model),
            FastModel = values.Get(FastModel),
            PremiumModel = values.Get(PremiumModel),
            ApiKey = values.Get(ApiKey),
            ApiKeyEnv = values.Get(ApiKeyEnv),
            ApiKeys = values.Get(ApiKeys),
            KeyRotation = values.Get(KeyRotation),
            BaseUrl = values.Get(BaseUrl),
            Local = values.Get(Local),
            Auth = values.Get(Auth),
            Headers = values.Get(Headers),
            MaxTokens = values.Get(MaxTokens),
            ConnectTimeout = values.Get(ConnectTimeout),
            Timeout = values.Get(Timeout),
            IdleTimeout = values.Get(IdleTimeout),
            Enabled = values.Get(Enabled),
            Weight = values.Get(Weight),
            RequestsPerMinute = values.Get(RequestsPerMinute),
            TokensPerMinute = values.Get(TokensPerMinute),
            MaxWait = values.Get(MaxWait),
            Fallback = values.Get(Fallback),
            Options = values.Get(Options),
            PromptCache = values.Get(PromptCache),
        };
    }

    internal static void UnknownService(YamlNode at, ReadScope scope, string service)
    {
        var known = scope.Context.Known;
        var ask = NearestNames.Ask(NearestNames.Find(service, known.Wires.Concat(known.Catalogue), 3));
        scope.Error(
            at,
            DiagnosticCodes.UnknownService,
            "This is neither a wire protocol nor a name of the catalogue.",
            $"{ask} Wire protocols are {string.Join(", ", known.Wires)}; for a compatible service write `name: openai` with its base_url.".TrimStart());
    }
}
