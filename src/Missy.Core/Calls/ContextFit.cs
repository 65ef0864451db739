using Missy.Chat;

namespace Missy.Calls;

/// <summary>
/// Leaves the oldest turns of a conversation out of a request that would not fit the model's context: whole turns, so that calls
/// of tools stay with their results, and never the one that is asked. The instructions stay.
/// </summary>
internal static class ContextFit
{
    /// <summary>Makes a request fit, as far as that can be guessed.</summary>
    /// <param name="request">The request.</param>
    /// <param name="context">The size of the model's context in tokens, prompt and answer together; null = unknown.</param>
    /// <returns>The request, and how many turns were left out.</returns>
    public static (CompletionRequest Request, int LeftOut) Apply(CompletionRequest request, int? context)
    {
        if (context is null || request.Messages.Count < 2)
        {
            return (request, 0);
        }

        var excess = TokenEstimate.Of(request).Total - context.Value;
        if (excess <= 0)
        {
            return (request, 0);
        }

        var messages = request.Messages;
        var starts = Turns.Starts(messages);
        var leftOut = 0;
        while (excess > 0 && leftOut < starts.Count - 1)
        {
            // What stands before the first turn belongs to it.
            var from = leftOut == 0 ? 0 : starts[leftOut];
            leftOut++;
            excess -= TokenEstimate.Of(Range(messages, from, starts[leftOut]).Where(IsLeftOut));
        }

        return leftOut == 0 ? (request, 0)
            : (request with { Messages = [.. messages.Where((message, position) => position >= starts[leftOut] || !IsLeftOut(message))] }, leftOut);
    }

    private static IEnumerable<ChatMessage> Range(IReadOnlyList<ChatMessage> messages, int from, int to) => messages.Skip(from).Take(to - from);

    private static bool IsLeftOut(ChatMessage message) => message.Role != ChatRole.System;
}
