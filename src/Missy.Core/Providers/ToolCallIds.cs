using System.Security.Cryptography;
using System.Text;
using Missy.Chat;

namespace Missy.Providers;

/// <summary>
/// The ids of tool calls as a service takes them. A conversation that comes from elsewhere brings the ids of others, which are
/// longer or hold other characters, or count anew in each turn. An id that the service takes stays as it is; another is replaced
/// by one that is made of it, the same at each call, so that a service's prompt cache goes on serving.
/// </summary>
internal sealed class ToolCallIds
{
    // docs.anthropic.com, "Create a Message": tool_use.id matches ^[a-zA-Z0-9_-]+$ and occurs once.
    private static readonly ToolCallIds Anthropic = new(256, exactly: false, IsWord);

    // What the service answers to others: "string too long. Expected a string with maximum length 40" (and 64).
    private static readonly ToolCallIds OpenAI = new(40, exactly: false, IsWord);
    private static readonly ToolCallIds Responses = new(64, exactly: false, IsWord);

    // "Tool call id has to be defined by a-z, A-Z, 0-9, with a length of 9."
    private static readonly ToolCallIds Mistral = new(9, exactly: true, char.IsAsciiLetterOrDigit);

    private readonly int _length;
    private readonly bool _exactly;
    private readonly Func<char, bool> _allows;

    private ToolCallIds(int length, bool exactly, Func<char, bool> allows)
    {
        _length = length;
        _exactly = exactly;
        _allows = allows;
    }

    /// <summary>The rule of a provider; null where nothing is known of one, or ids are not sent.</summary>
    public static ToolCallIds? Of(RegisteredProvider provider) => provider.Service.Wire switch
    {
        WireKind.Anthropic => Anthropic,
        WireKind.OpenAIResponses or WireKind.OpenAICodex => Responses,

        // Others who speak this protocol take what they gave, which may be long.
        WireKind.OpenAI when provider.IsOwnHost && provider.Service.Name is "openai" or "azure" => OpenAI,
        WireKind.OpenAI when provider.IsOwnHost && provider.Service.Name == "mistral" => Mistral,
        _ => null,
    };

    /// <summary>A conversation with ids that the service takes, each of one call alone.</summary>
    public IReadOnlyList<ChatMessage> Apply(IReadOnlyList<ChatMessage> messages)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        return [.. messages.Select(message => Apply(message, taken, renamed))];
    }

    private static bool IsWord(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-';

    private ChatMessage Apply(ChatMessage message, HashSet<string> taken, Dictionary<string, string> renamed)
    {
        if (!message.Content.Any(part => part is ToolCallPart or ToolResultPart))
        {
            return message;
        }

        var parts = message.Content.Select(part => part switch
        {
            ToolCallPart { Call: var call } when Rename(call.Id, taken, renamed) is var id && id != call.Id =>
                new ToolCallPart(new ToolCall(id, call.Name, call.RawArguments)),
            ToolResultPart { Result: var result } when renamed.GetValueOrDefault(result.ToolCallId) is { } id && id != result.ToolCallId =>
                new ToolResultPart(result with { ToolCallId = id }),
            _ => part,
        }).ToList();
        return parts.SequenceEqual(message.Content) ? message : message with { Content = parts };
    }

    private string Rename(string id, HashSet<string> taken, Dictionary<string, string> renamed)
    {
        var name = Takes(id) ? id : Make(id, 0);
        for (var number = 1; !taken.Add(name); number++)
        {
            name = Make(id, number);
        }

        return renamed[id] = name;
    }

    private bool Takes(string id) => id.Length > 0 && (_exactly ? id.Length == _length : id.Length <= _length) && id.All(_allows);

    private string Make(string id, int number)
    {
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{number}:{id}"))).ToLowerInvariant();
        return _exactly ? hash[.._length] : $"call_{hash[..24]}";
    }
}
