using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Missy.Chat;
using Missy.Providers;
using Missy.Routing;

namespace Missy.Sessions.Files;

/// <summary>
/// A session as text: a first line with its name, route, instructions and counts, then a line a message. Lines are JSON, parted
/// by line feeds.
/// </summary>
internal static class SessionJson
{
    private const int Version = 1;

    // People read these files: letters stay letters.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: a message holds what a file cannot.</exception>
    public static string Write(SavedSession session)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var writer = new Utf8JsonWriter(buffer, Readable);
        WriteHeader(writer, session);
        EndLine(writer, buffer);
        foreach (var message in session.State.History.Messages)
        {
            MessageJson.Write(writer, message);
            EndLine(writer, buffer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads a session, all of it or nothing.</summary>
    /// <param name="text">The file's content.</param>
    /// <param name="path">Its name, for errors.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: a line is wrong; says which and why.</exception>
    public static SavedSession Read(string text, string path)
    {
        SavedSession? header = null;
        var messages = new List<ChatMessage>();
        var number = 0;
        foreach (var line in text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                using var document = JsonDocument.Parse(line);
                var json = document.RootElement;
                if (json.ValueKind != JsonValueKind.Object)
                {
                    throw new FormatException("a line is an object");
                }

                if (header is null)
                {
                    header = ReadHeader(json);
                }
                else
                {
                    messages.Add(MessageJson.Read(json));
                }
            }
            catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
            {
                throw Malformed(path, number, exception is FormatException ? exception.Message : "this is no JSON");
            }
        }

        var saved = header ?? throw Malformed(path, 1, "the file is empty");
        return saved with { State = saved.State with { History = saved.State.History with { Messages = messages } } };
    }

    private static void EndLine(Utf8JsonWriter writer, ArrayBufferWriter<byte> buffer)
    {
        writer.Flush();
        writer.Reset();
        buffer.Write("\n"u8);
    }

    private static void WriteHeader(Utf8JsonWriter writer, SavedSession session)
    {
        var state = session.State;
        writer.WriteStartObject();
        writer.WriteNumber("missySession", Version);
        writer.WriteString("name", session.Name);
        WriteText(writer, "provider", state.Route.Provider);
        WriteText(writer, "model", state.Route.Model);
        writer.WriteBoolean("leadWorker", state.Route.LeadWorker);
        if (state.LeadWorker != LeadWorkerState.Start)
        {
            WriteNumbers(writer, "leadWorkerState", state.LeadWorker.ToNumbers());
        }

        WriteText(writer, "system", state.System);
        WriteText(writer, "answeredBy", state.History.Provider);
        writer.WriteString("created", session.Created);
        writer.WriteString("lastUsed", state.LastUsed);
        writer.WriteNumber("turns", state.Turns);
        writer.WriteNumber("clearings", state.Clearings);
        writer.WriteNumber("promptTokens", state.Usage.PromptTokens);
        writer.WriteNumber("completionTokens", state.Usage.CompletionTokens);
        writer.WriteNumber("cachedTokens", state.Usage.CachedTokens);
        writer.WriteNumber("reasoningTokens", state.Usage.ReasoningTokens);
        writer.WriteNumber("cacheWriteTokens", state.Usage.CacheWriteTokens);
        if (state.Cost is { } cost)
        {
            writer.WriteNumber("cost", cost);
        }
        else
        {
            writer.WriteNull("cost");
        }

        writer.WriteEndObject();
    }

    private static SavedSession ReadHeader(JsonElement line)
    {
        if (line.Member("missySession") is not { ValueKind: JsonValueKind.Number } version || !version.TryGetInt32(out var number))
        {
            throw new FormatException("this is not the file of a session: its first line has no 'missySession'");
        }

        if (number != Version)
        {
            throw new FormatException($"version {version.GetRawText()} is not known here");
        }

        var leadWorker = line.Member("leadWorker") is { ValueKind: JsonValueKind.True };
        var created = Time(line, "created");
        return new SavedSession(line.Text("name") ?? throw new FormatException("a session has a 'name'"), created ?? default, new SessionState
        {
            LastUsed = Time(line, "lastUsed") ?? created ?? default,
            Route = leadWorker ? SessionRoute.LeadAndWorker : new SessionRoute(line.Text("provider"), line.Text("model"), false),
            LeadWorker = LeadWorkerState.Of([.. line.Items("leadWorkerState").Select(Number)]),
            System = line.Text("system"),
            History = History.Empty with { Provider = line.Text("answeredBy") },
            Turns = Count(line, "turns"),
            Clearings = Count(line, "clearings"),
            Usage = new TokenUsage(
                Count(line, "promptTokens"), Count(line, "completionTokens"), Count(line, "cachedTokens"), Count(line, "reasoningTokens"), Count(line, "cacheWriteTokens")),
            Cost = line.Member("cost") is { ValueKind: JsonValueKind.Number } cost ? cost.GetDecimal() : null,
        });
    }

    private static int? Number(JsonElement item) => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var number) ? number : null;

    private static DateTimeOffset? Time(JsonElement line, string name) => line.Member(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var time) ? time
        : throw new FormatException($"'{name}' is no time");

    private static int Count(JsonElement line, string name) => line.Member(name) is not { } value ? 0
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 0 ? count
        : throw new FormatException($"'{name}' is no count");

    private static MissyException Malformed(string path, int line, string why) =>
        new(ErrorKind.Configuration, string.Create(CultureInfo.InvariantCulture, $"{path}, line {line}: {why}."))
        {
            Remedy = "Correct the line, or remove the file.",
        };

    private static void WriteNumbers(Utf8JsonWriter writer, string name, IReadOnlyList<int?> numbers)
    {
        writer.WriteStartArray(name);
        foreach (var number in numbers)
        {
            if (number is { } known)
            {
                writer.WriteNumberValue(known);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
