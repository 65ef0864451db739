using System.Text.Json;
using Missy.Chat;

namespace Missy.Providers.Anthropic;

/// <summary>
/// Token counts ("Create a Message", <c>usage</c>; "Prompt caching", tracking cache performance). <c>input_tokens</c> leaves out what
/// was read from or written to the cache. A stream tells the input at its start and growing totals later, each time only some of
/// them.
/// </summary>
internal sealed class AnthropicUsage
{
    private int _input;
    private int _output;
    private int _cacheRead;
    private int _cacheWritten;
    private int _thinking;

    public TokenUsage Total => new(_input + _cacheRead + _cacheWritten, _output, _cacheRead, _thinking, _cacheWritten);

    /// <summary>Takes the counts in <c>usage</c> of a message or event; nothing when it has none.</summary>
    public void Add(JsonElement holder)
    {
        if (holder.Object("usage") is not { } usage)
        {
            return;
        }

        Raise(ref _input, usage.Integer("input_tokens"));
        Raise(ref _output, usage.Integer("output_tokens"));
        Raise(ref _cacheRead, usage.Integer("cache_read_input_tokens"));
        Raise(ref _cacheWritten, usage.Integer("cache_creation_input_tokens"));
        Raise(ref _thinking, usage.Object("output_tokens_details")?.Integer("thinking_tokens"));
    }

    // Totals only grow: some compatible services put zeros where they have said more before.
    private static void Raise(ref int total, int? count) => total = Math.Max(total, count ?? 0);
}
