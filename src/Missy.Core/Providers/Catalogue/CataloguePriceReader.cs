using System.Text.Json;

namespace Missy.Providers;

/// <summary>Reads the <c>price</c> object of a model.</summary>
internal static class CataloguePriceReader
{
    public static ModelPrice? Read(ref Utf8JsonReader reader)
    {
        if (!CatalogueJson.BeginObjectOrNull(ref reader, "price"))
        {
            return null;
        }

        decimal? input = null, output = null, cachedInput = null, cacheWrite = null;
        LongPromptPrice? longPrompt = null;
        while (CatalogueJson.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("input"u8)) { input = CatalogueJson.AmountOrNull(ref reader, "input"); }
            else if (reader.ValueTextEquals("output"u8)) { output = CatalogueJson.AmountOrNull(ref reader, "output"); }
            else if (reader.ValueTextEquals("cachedInput"u8)) { cachedInput = CatalogueJson.AmountOrNull(ref reader, "cachedInput"); }
            else if (reader.ValueTextEquals("cacheWrite"u8)) { cacheWrite = CatalogueJson.AmountOrNull(ref reader, "cacheWrite"); }
            else if (reader.ValueTextEquals("longPrompt"u8)) { longPrompt = ReadLongPrompt(ref reader); }
            else { throw CatalogueJson.Unknown(ref reader); }
        }

        return new ModelPrice(
            CatalogueJson.Required(input, "input"), CatalogueJson.Required(output, "output"), cachedInput, longPrompt, cacheWrite);
    }

    private static LongPromptPrice? ReadLongPrompt(ref Utf8JsonReader reader)
    {
        if (!CatalogueJson.BeginObjectOrNull(ref reader, "longPrompt"))
        {
            return null;
        }

        int? aboveTokens = null;
        decimal? input = null, output = null, cachedInput = null, cacheWrite = null;
        while (CatalogueJson.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("aboveTokens"u8)) { aboveTokens = CatalogueJson.CountOrNull(ref reader, "aboveTokens"); }
            else if (reader.ValueTextEquals("input"u8)) { input = CatalogueJson.AmountOrNull(ref reader, "input"); }
            else if (reader.ValueTextEquals("output"u8)) { output = CatalogueJson.AmountOrNull(ref reader, "output"); }
            else if (reader.ValueTextEquals("cachedInput"u8)) { cachedInput = CatalogueJson.AmountOrNull(ref reader, "cachedInput"); }
            else if (reader.ValueTextEquals("cacheWrite"u8)) { cacheWrite = CatalogueJson.AmountOrNull(ref reader, "cacheWrite"); }
            else { throw CatalogueJson.Unknown(ref reader); }
        }

        return new LongPromptPrice(
            CatalogueJson.Required(aboveTokens, "aboveTokens"),
            CatalogueJson.Required(input, "input"),
            CatalogueJson.Required(output, "output"),
            cachedInput,
            cacheWrite);
    }
}
