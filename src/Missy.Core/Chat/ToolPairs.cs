namespace Missy.Chat;

/// <summary>
/// Keeps tool calls and their results together: services refuse a call without the result that follows it, and a result without
/// its call. Both come of turns that were broken off, or that were put together by hand.
/// </summary>
internal static class ToolPairs
{
    /// <summary>Whether a conversation has calls or results at all.</summary>
    public static bool Any(IReadOnlyList<ChatMessage> messages) =>
        messages.Any(message => message.Content.Any(part => part is ToolCallPart or ToolResultPart));

    /// <summary>
    /// A conversation without calls that have no result and results that have no call, and without the messages that this leaves
    /// empty. The last message stays as it is: it is what is asked.
    /// </summary>
    public static IReadOnlyList<ChatMessage> Whole(IReadOnlyList<ChatMessage> messages)
    {
        var whole = new List<ChatMessage>(messages.Count);
        for (var position = 0; position < messages.Count;)
        {
            var end = position + 1;
            while (end < messages.Count && Results(messages[end]).Any())
            {
                end++;
            }

            Add(whole, [.. messages.Skip(position).Take(end - position)], isEnd: end == messages.Count);
            position = end;
        }

        return whole;
    }

    // A message and the results that follow it.
    private static void Add(List<ChatMessage> whole, List<ChatMessage> group, bool isEnd)
    {
        var calls = group[0].Content.OfType<ToolCallPart>().Select(part => part.Call).DistinctBy(call => call.Id).ToDictionary(call => call.Id);
        var answered = group.Skip(1).SelectMany(Results).Select(result => result.ToolCallId).ToHashSet();
        for (var position = 0; position < group.Count; position++)
        {
            var message = group[position];
            var isAsked = isEnd && position == group.Count - 1;
            var kept = message.Content.Where(part => part switch
            {
                ToolCallPart call => answered.Contains(call.Call.Id) || isAsked,
                ToolResultPart result => calls.ContainsKey(result.Result.ToolCallId) || isAsked,
                _ => true,
            }).Select(part => Named(part, calls)).ToList();
            if (kept.Count == message.Content.Count && kept.SequenceEqual(message.Content))
            {
                whole.Add(message);
            }
            else if (kept.Exists(Says))
            {
                whole.Add(message with { Content = kept });
            }
        }
    }

    // Some wires tell results apart by the tool's name alone.
    private static ContentPart Named(ContentPart part, Dictionary<string, ToolCall> calls) =>
        part is ToolResultPart { Result: { Name: "" } result } && calls.TryGetValue(result.ToolCallId, out var call)
            ? new ToolResultPart(result with { Name = call.Name })
            : part;

    private static bool Says(ContentPart part) => part is not (ThinkingPart or TextPart { Text: "" });

    private static IEnumerable<ToolResult> Results(ChatMessage message) => message.Content.OfType<ToolResultPart>().Select(part => part.Result);
}
