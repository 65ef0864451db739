using System.Globalization;
using System.Text.Json;

namespace Missy.Providers.Responses;

/// <summary>
/// Finds the output item that an event or a snapshot speaks of: by its id, else by its place, else by its type. Compatible
/// services leave out ids or places, or give every event an id of its own.
/// </summary>
internal sealed class ResponsesItems
{
    private readonly List<ResponsesItem> _items = [];
    private readonly Dictionary<string, ResponsesItem> _byId = [];
    private readonly Dictionary<int, ResponsesItem> _byPlace = [];

    /// <summary>The item that <c>response.output_item.added</c> opens.</summary>
    public ResponsesItem Open(string type, string? id, int? place)
    {
        if (id is not null && _byId.TryGetValue(id, out var known) && known.Type == type)
        {
            return known;
        }

        var item = new ResponsesItem(type, _items.Count.ToString(CultureInfo.InvariantCulture));
        _items.Add(item);
        if (id is not null)
        {
            _byId[id] = item;
        }

        if (place is { } number)
        {
            _byPlace[number] = item;
        }

        return item;
    }

    /// <summary>The item that an event inside the stream belongs to; a new one when none was opened.</summary>
    public ResponsesItem Find(string type, string? id, int? place)
    {
        if (id is not null && _byId.TryGetValue(id, out var item) && item.Type == type)
        {
            return item;
        }

        if (place is { } number)
        {
            return _byPlace.TryGetValue(number, out item) && item.Type == type ? item : Open(type, id, place);
        }

        return (id is null ? _items.FindLast(candidate => candidate.Type == type) : null) ?? Open(type, id, place);
    }

    /// <summary>The items of a type seen so far.</summary>
    public IEnumerable<ResponsesItem> OfType(string type) => _items.Where(item => item.Type == type);

    /// <summary>
    /// The items of a whole response's output beside those seen. Without a common id the first of a type is the first of that
    /// type seen, since a service may leave items out of its last snapshot but does not change their order.
    /// </summary>
    public IEnumerable<(JsonElement Snapshot, ResponsesItem Item)> Match(IEnumerable<JsonElement> output)
    {
        var snapshots = output.ToList();
        var taken = new HashSet<ResponsesItem>();
        foreach (var snapshot in snapshots)
        {
            if (snapshot.Text("id") is { } id && _byId.TryGetValue(id, out var item))
            {
                taken.Add(item);
            }
        }

        foreach (var snapshot in snapshots)
        {
            if (snapshot.Text("type") is not { } type)
            {
                continue;
            }

            if (snapshot.Text("id") is not { } id || !_byId.TryGetValue(id, out var item) || item.Type != type)
            {
                item = _items.Find(candidate => candidate.Type == type && !taken.Contains(candidate))
                    ?? Open(type, snapshot.Text("id"), null);
                taken.Add(item);
            }

            yield return (snapshot, item);
        }
    }
}
