using System.Text;

namespace Missy.Providers.Responses;

/// <summary>What was seen of one output item while its pieces come in.</summary>
/// <param name="type">The item's type: <c>message</c>, <c>reasoning</c> or <c>function_call</c>.</param>
/// <param name="key">Its name among the answer's tool calls.</param>
internal sealed class ResponsesItem(string type, string key)
{
    private readonly Dictionary<(ResponsesText Kind, int Index), StringBuilder> _seen = [];

    public string Type { get; } = type;

    public string Key { get; } = key;

    /// <summary>True once any text of the item was seen.</summary>
    public bool HasText => _seen.Count > 0;

    /// <summary>True once the item's encrypted reasoning is attached.</summary>
    public bool Signed { get; set; }

    /// <summary>True once the service gave any arguments of the call, or said that it is whole without any.</summary>
    public bool HasArguments { get; set; }

    /// <summary>The type of the items that hold a kind of text.</summary>
    public static string TypeOf(ResponsesText kind) =>
        kind is ResponsesText.Summary or ResponsesText.Reasoning ? "reasoning" : "message";

    /// <summary>Notes a piece; true when it is the first of its text.</summary>
    public bool Note(ResponsesText kind, int index, string piece)
    {
        var first = !_seen.TryGetValue((kind, index), out var text);
        if (first)
        {
            _seen[(kind, index)] = text = new StringBuilder();
        }

        text!.Append(piece);
        return first;
    }

    /// <summary>
    /// What of a whole text was not seen yet; null when there is nothing. A whole text that contradicts its pieces adds nothing:
    /// they are said already.
    /// </summary>
    public string? Unseen(ResponsesText kind, int index, string whole)
    {
        if (!_seen.TryGetValue((kind, index), out var text))
        {
            return whole;
        }

        return whole.Length > text.Length && text.Equals(whole.AsSpan(0, text.Length)) ? whole[text.Length..] : null;
    }
}
