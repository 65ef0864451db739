using System.Text.Json;

namespace Missy.Providers;

/// <summary>Reads <c>models.json</c>: a list of groups, one a provider, each with its date, its source and its models.</summary>
internal static class CatalogueModelReader
{
    /// <exception cref="FormatException">The data has another shape; the message names the field.</exception>
    public static List<CatalogueModel> Read(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        List<CatalogueModel> models = new(192);
        CatalogueJson.BeginArray(ref reader, "groups");
        while (CatalogueJson.NextObject(ref reader, "groups"))
        {
            ReadGroup(ref reader, models);
        }

        CatalogueJson.End(ref reader);
        return models;
    }

    private static void ReadGroup(ref Utf8JsonReader reader, List<CatalogueModel> models)
    {
        string? provider = null, source = null;
        DateOnly? asOf = null;
        while (CatalogueJson.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("provider"u8)) { provider = CatalogueJson.Text(ref reader, "provider"); }
            else if (reader.ValueTextEquals("source"u8)) { source = CatalogueJson.TextOrNull(ref reader, "source"); }
            else if (reader.ValueTextEquals("asOf"u8)) { asOf = ReadDate(ref reader); }
            else if (reader.ValueTextEquals("models"u8))
            {
                // The group's own facts come first in the file, so that one pass is enough.
                string owner = CatalogueJson.Required(provider, "provider");
                DateOnly date = CatalogueJson.Required(asOf, "asOf");
                CatalogueJson.BeginArray(ref reader, "models");
                while (CatalogueJson.NextObject(ref reader, "models"))
                {
                    models.Add(ReadOne(ref reader, owner, date, source));
                }
            }
            else { throw CatalogueJson.Unknown(ref reader); }
        }
    }

    private static CatalogueModel ReadOne(ref Utf8JsonReader reader, string provider, DateOnly asOf, string? source)
    {
        string? id = null;
        string[] aliases = [];
        int? contextTokens = null, maxOutputTokens = null;
        ModelCapabilities capabilities = ModelCapabilities.None;
        bool temperature = true;
        ModelPrice? price = null;

        while (CatalogueJson.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("id"u8)) { id = CatalogueJson.Text(ref reader, "id"); }
            else if (reader.ValueTextEquals("aliases"u8)) { aliases = CatalogueJson.Texts(ref reader, "aliases"); }
            else if (reader.ValueTextEquals("contextTokens"u8)) { contextTokens = CatalogueJson.CountOrNull(ref reader, "contextTokens"); }
            else if (reader.ValueTextEquals("maxOutputTokens"u8)) { maxOutputTokens = CatalogueJson.CountOrNull(ref reader, "maxOutputTokens"); }
            else if (reader.ValueTextEquals("capabilities"u8)) { capabilities = ReadCapabilities(ref reader); }
            else if (reader.ValueTextEquals("temperature"u8)) { temperature = CatalogueJson.Flag(ref reader, "temperature"); }
            else if (reader.ValueTextEquals("price"u8)) { price = CataloguePriceReader.Read(ref reader); }
            else if (reader.ValueTextEquals("asOf"u8)) { asOf = ReadDate(ref reader); }
            else { throw CatalogueJson.Unknown(ref reader); }
        }

        return new CatalogueModel
        {
            Provider = provider,
            Id = CatalogueJson.Required(id, "id"),
            Aliases = aliases,
            ContextTokens = contextTokens,
            MaxOutputTokens = maxOutputTokens,
            Capabilities = capabilities,
            Temperature = temperature,
            Price = price,
            AsOf = asOf,
            Source = source,
        };
    }

    private static ModelCapabilities ReadCapabilities(ref Utf8JsonReader reader)
    {
        ModelCapabilities all = ModelCapabilities.None;
        foreach (string text in CatalogueJson.Texts(ref reader, "capabilities"))
        {
            all |= text switch
            {
                "tools" => ModelCapabilities.Tools,
                "vision" => ModelCapabilities.Vision,
                "thinking" => ModelCapabilities.Thinking,
                "streaming" => ModelCapabilities.Streaming,
                "json" => ModelCapabilities.Json,
                _ => throw new FormatException($"The catalogue field 'capabilities' knows no '{text}'."),
            };
        }

        return all;
    }

    // Not DateOnly.ParseExact: loading its culture data would cost the first call more than all the rest of this file.
    private static DateOnly ReadDate(ref Utf8JsonReader reader)
    {
        string text = CatalogueJson.Text(ref reader, "asOf");
        return text.Length == 10 && reader.TryGetDateTime(out DateTime date)
            ? DateOnly.FromDateTime(date)
            : throw new FormatException($"The catalogue field 'asOf' must be a date such as 2026-01-31, not '{text}'.");
    }
}
