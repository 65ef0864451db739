using System.Buffers;
using System.Text;
using System.Text.Json;
using Missy.Chat;

namespace Missy.Providers.Lists;

/// <summary>
/// What the cache file holds: <c>{"entries": [{"provider", "base_url", "fetched_at_unix", "models": [id …], "display_names": {id: name}}]}</c>.
/// Whatever else is in it, by a later version or by hand, is kept as it is. Immutable.
/// </summary>
internal sealed class ModelCacheDocument
{
    private const string EntriesMember = "entries";
    private static readonly string[] _ownMembers = ["provider", "base_url", "fetched_at_unix", "models", "display_names"];
    private static readonly JsonElement _noMembers = JsonDocument.Parse("{}").RootElement;

    private readonly JsonElement _root;
    private readonly IReadOnlyList<Item> _items;

    private ModelCacheDocument(JsonElement root, IReadOnlyList<Item> items)
    {
        _root = root;
        _items = items;
    }

    public static ModelCacheDocument Empty { get; } = new(_noMembers, []);

    /// <summary>The lists, in the file's order; what is not understood is left out.</summary>
    public IEnumerable<ModelCacheEntry> Entries => _items.Select(item => item.Entry).OfType<ModelCacheEntry>();

    /// <summary>Reads the content of a file.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static ModelCacheDocument Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            // Editors of Windows put a mark before the text.
            using var document = JsonDocument.Parse(json.Span.StartsWith(Encoding.UTF8.Preamble) ? json[Encoding.UTF8.Preamble.Length..] : json);
            var root = document.RootElement.Clone();
            return root.Member(EntriesMember) is { ValueKind: JsonValueKind.Array } entries
                ? new ModelCacheDocument(root, [.. entries.EnumerateArray().Select(raw => new Item(raw, Read(raw)))])
                : throw new FormatException($"It has no list '{EntriesMember}'.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"It is not JSON (line {exception.LineNumber + 1}).", exception);
        }
    }

    /// <summary>The same with these lists, each in place of the older one of its provider.</summary>
    public ModelCacheDocument With(IEnumerable<ModelCacheEntry> added)
    {
        var items = _items.ToList();
        foreach (var entry in added)
        {
            var at = items.FindIndex(item => item.Entry?.Key == entry.Key);
            if (at < 0)
            {
                items.Add(new Item(_noMembers, entry, IsNew: true));
            }
            else if (!entry.List.IsOlderThan(items[at].Entry!.List))
            {
                var renewed = items[at] with { Entry = entry, IsNew = true };
                items[at] = renewed;
                items.RemoveAll(other => !ReferenceEquals(other, renewed) && other.Entry?.Key == entry.Key && !entry.List.IsOlderThan(other.Entry.List));
            }
        }

        return new ModelCacheDocument(_root, items);
    }

    /// <summary>It as JSON, for people to read as well.</summary>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            WriteOthers(writer, _root, [EntriesMember]);
            writer.WriteStartArray(EntriesMember);
            foreach (var item in _items)
            {
                if (item.IsNew)
                {
                    Write(writer, item);
                }
                else
                {
                    item.Raw.WriteTo(writer);
                }
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static ModelCacheEntry? Read(JsonElement raw)
    {
        if (raw.Text("provider") is not { Length: > 0 } provider || raw.Member("models") is not { ValueKind: JsonValueKind.Array } ids)
        {
            return null;
        }

        var names = raw.Object("display_names");
        var models = ids.EnumerateArray()
            .Where(id => id.ValueKind == JsonValueKind.String)
            .Select(JsonStrings.Read)
            .Where(id => !string.IsNullOrWhiteSpace(id))
            .Select(id => new ModelInfo(id, names?.Text(id)));
        return new ModelCacheEntry(ModelListKey.Of(provider, raw.Text("base_url")), new ModelList([.. models], ReadTime(raw)));
    }

    private static DateTimeOffset? ReadTime(JsonElement raw) =>
        raw.Member("fetched_at_unix") is { ValueKind: JsonValueKind.Number } member
            && member.TryGetInt64(out var seconds)
            && seconds > 0
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static void Write(Utf8JsonWriter writer, Item item)
    {
        var (key, list) = (item.Entry!.Key, item.Entry.List);
        writer.WriteStartObject();
        writer.WriteString("provider", key.Provider);
        if (key.BaseUrl is not null)
        {
            writer.WriteString("base_url", key.BaseUrl);
        }

        if (list.ListedAt is { } time)
        {
            writer.WriteNumber("fetched_at_unix", time.ToUnixTimeSeconds());
        }

        writer.WriteStartArray("models");
        foreach (var model in list.Models)
        {
            writer.WriteStringValue(model.Id);
        }

        writer.WriteEndArray();
        WriteNames(writer, list.Models);
        WriteOthers(writer, item.Raw, _ownMembers);
        writer.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter writer, IReadOnlyList<ModelInfo> models)
    {
        var named = models.Where(model => model.DisplayName is not null && model.DisplayName != model.Id).DistinctBy(model => model.Id).ToList();
        if (named.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("display_names");
        foreach (var model in named)
        {
            writer.WriteString(model.Id, model.DisplayName);
        }

        writer.WriteEndObject();
    }

    private static void WriteOthers(Utf8JsonWriter writer, JsonElement raw, string[] known)
    {
        foreach (var member in raw.EnumerateObject().Where(member => !known.Contains(member.Name)))
        {
            member.WriteTo(writer);
        }
    }

    private sealed record Item(JsonElement Raw, ModelCacheEntry? Entry, bool IsNew = false);
}
