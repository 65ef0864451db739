using System.Text.Json;

namespace Missy.Providers;

/// <summary>Reads <c>providers.json</c>: a list of objects, one a provider, in order of preference.</summary>
internal static class CatalogueProviderReader
{
    /// <exception cref="FormatException">The data has another shape; the message names the field.</exception>
    public static List<CatalogueProvider> Read(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        List<CatalogueProvider> providers = new(64);
        CatalogueJson.BeginArray(ref reader, "providers");
        while (CatalogueJson.NextObject(ref reader, "providers"))
        {
            providers.Add(ReadOne(ref reader));
        }

        CatalogueJson.End(ref reader);
        return providers;
    }

    private static CatalogueProvider ReadOne(ref Utf8JsonReader reader)
    {
        string? name = null, displayName = null, baseUrl = null, baseUrlHint = null, authHeader = null, website = null;
        string? defaultModel = null, fastModel = null, premiumModel = null, modelsFrom = null;
        string maxTokensField = "max_tokens";
        string[] keyEnv = [], aliases = [];
        WireKind? wire = null;
        CatalogueAuth auth = CatalogueAuth.Bearer;
        bool local = false, discover = true, streamUsage = true, slashIds = false;

        while (CatalogueJson.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("name"u8)) { name = CatalogueJson.Text(ref reader, "name"); }
            else if (reader.ValueTextEquals("displayName"u8)) { displayName = CatalogueJson.Text(ref reader, "displayName"); }
            else if (reader.ValueTextEquals("wire"u8)) { wire = ReadWire(ref reader); }
            else if (reader.ValueTextEquals("baseUrl"u8)) { baseUrl = CatalogueJson.TextOrNull(ref reader, "baseUrl"); }
            else if (reader.ValueTextEquals("baseUrlHint"u8)) { baseUrlHint = CatalogueJson.TextOrNull(ref reader, "baseUrlHint"); }
            else if (reader.ValueTextEquals("keyEnv"u8)) { keyEnv = CatalogueJson.Texts(ref reader, "keyEnv"); }
            else if (reader.ValueTextEquals("auth"u8)) { auth = ReadAuth(ref reader); }
            else if (reader.ValueTextEquals("authHeader"u8)) { authHeader = CatalogueJson.TextOrNull(ref reader, "authHeader"); }
            else if (reader.ValueTextEquals("aliases"u8)) { aliases = CatalogueJson.Texts(ref reader, "aliases"); }
            else if (reader.ValueTextEquals("defaultModel"u8)) { defaultModel = CatalogueJson.TextOrNull(ref reader, "defaultModel"); }
            else if (reader.ValueTextEquals("fastModel"u8)) { fastModel = CatalogueJson.TextOrNull(ref reader, "fastModel"); }
            else if (reader.ValueTextEquals("premiumModel"u8)) { premiumModel = CatalogueJson.TextOrNull(ref reader, "premiumModel"); }
            else if (reader.ValueTextEquals("modelsFrom"u8)) { modelsFrom = CatalogueJson.TextOrNull(ref reader, "modelsFrom"); }
            else if (reader.ValueTextEquals("local"u8)) { local = CatalogueJson.Flag(ref reader, "local"); }
            else if (reader.ValueTextEquals("discover"u8)) { discover = CatalogueJson.Flag(ref reader, "discover"); }
            else if (reader.ValueTextEquals("maxTokensField"u8)) { maxTokensField = ReadMaxTokensField(ref reader); }
            else if (reader.ValueTextEquals("streamUsage"u8)) { streamUsage = CatalogueJson.Flag(ref reader, "streamUsage"); }
            else if (reader.ValueTextEquals("slashIds"u8)) { slashIds = CatalogueJson.Flag(ref reader, "slashIds"); }
            else if (reader.ValueTextEquals("website"u8)) { website = CatalogueJson.TextOrNull(ref reader, "website"); }
            else { throw CatalogueJson.Unknown(ref reader); }
        }

        return new CatalogueProvider
        {
            Name = CatalogueJson.Required(name, "name"),
            DisplayName = CatalogueJson.Required(displayName, "displayName"),
            Wire = CatalogueJson.Required(wire, "wire"),
            BaseUrl = baseUrl,
            BaseUrlHint = baseUrlHint,
            KeyEnv = keyEnv,
            Auth = auth,
            AuthHeader = auth == CatalogueAuth.Header ? CatalogueJson.Required(authHeader, "authHeader") : authHeader,
            Aliases = aliases,
            DefaultModel = defaultModel,
            FastModel = fastModel,
            PremiumModel = premiumModel,
            ModelsFrom = modelsFrom,
            Local = local,
            Discover = discover,
            MaxTokensField = maxTokensField,
            StreamUsage = streamUsage,
            SlashIds = slashIds,
            Website = website,
        };
    }

    private static WireKind ReadWire(ref Utf8JsonReader reader)
    {
        string text = CatalogueJson.Text(ref reader, "wire");
        return WireKinds.Parse(text) ?? throw new FormatException($"The catalogue field 'wire' knows no '{text}'.");
    }

    private static CatalogueAuth ReadAuth(ref Utf8JsonReader reader) => CatalogueJson.Text(ref reader, "auth") switch
    {
        "bearer" => CatalogueAuth.Bearer,
        "header" => CatalogueAuth.Header,
        "none" => CatalogueAuth.None,
        string other => throw new FormatException($"The catalogue field 'auth' knows no '{other}'."),
    };

    private static string ReadMaxTokensField(ref Utf8JsonReader reader) =>
        CatalogueJson.Text(ref reader, "maxTokensField") switch
        {
            "max_tokens" => "max_tokens",
            "max_completion_tokens" => "max_completion_tokens",
            string other => throw new FormatException($"The catalogue field 'maxTokensField' knows no '{other}'."),
        };
}
