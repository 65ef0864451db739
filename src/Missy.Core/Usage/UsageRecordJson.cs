using System.Text.Json;
using Missy.Chat;

namespace Missy.Usage;

/// <summary>A record as one line of JSON. What is null or zero is left out.</summary>
internal static class UsageRecordJson
{
    public static void Write(Utf8JsonWriter writer, UsageRecord record)
    {
        writer.WriteStartObject();
        writer.WriteString("time", record.Time.UtcDateTime);
        writer.WriteString("provider", record.Provider);
        writer.WriteString("model", record.Model);
        WriteText(writer, "session", record.Session);
        WriteText(writer, "tag", record.Tag);
        writer.WriteNumber("promptTokens", record.Tokens.PromptTokens);
        writer.WriteNumber("completionTokens", record.Tokens.CompletionTokens);
        WriteCount(writer, "cachedTokens", record.Tokens.CachedTokens);
        WriteCount(writer, "reasoningTokens", record.Tokens.ReasoningTokens);
        WriteCount(writer, "cacheWriteTokens", record.Tokens.CacheWriteTokens);
        if (record.Cost is { } cost)
        {
            writer.WriteNumber("cost", cost);
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads a line.</summary>
    /// <returns>Null when it is none: torn off, or somebody else's.</returns>
    public static UsageRecord? Read(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            var record = reader.Read() && reader.TokenType == JsonTokenType.StartObject ? ReadObject(ref reader) : null;
            return reader.Read() ? null : record;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static UsageRecord? ReadObject(ref Utf8JsonReader reader)
    {
        DateTimeOffset? time = null;
        string? provider = null, model = null, session = null, tag = null;
        int prompt = 0, completion = 0, cached = 0, reasoning = 0, cacheWrite = 0;
        decimal? cost = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref reader, "time"u8)) { time = reader.GetDateTimeOffset(); }
            else if (Is(ref reader, "provider"u8)) { provider = reader.GetString(); }
            else if (Is(ref reader, "model"u8)) { model = reader.GetString(); }
            else if (Is(ref reader, "session"u8)) { session = reader.GetString(); }
            else if (Is(ref reader, "tag"u8)) { tag = reader.GetString(); }
            else if (Is(ref reader, "promptTokens"u8)) { prompt = reader.GetInt32(); }
            else if (Is(ref reader, "completionTokens"u8)) { completion = reader.GetInt32(); }
            else if (Is(ref reader, "cachedTokens"u8)) { cached = reader.GetInt32(); }
            else if (Is(ref reader, "reasoningTokens"u8)) { reasoning = reader.GetInt32(); }
            else if (Is(ref reader, "cacheWriteTokens"u8)) { cacheWrite = reader.GetInt32(); }
            else if (Is(ref reader, "cost"u8)) { cost = reader.GetDecimal(); }
            else
            {
                // A later version may know more.
                reader.Read();
                reader.Skip();
            }
        }

        return time is { } at && provider is not null && model is not null
            ? new UsageRecord(at, provider, model, new TokenUsage(prompt, completion, cached, reasoning, cacheWrite), cost, session, tag)
            : null;
    }

    private static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => reader.ValueTextEquals(name) && reader.Read();

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static void WriteCount(Utf8JsonWriter writer, string name, int count)
    {
        if (count != 0)
        {
            writer.WriteNumber(name, count);
        }
    }
}
