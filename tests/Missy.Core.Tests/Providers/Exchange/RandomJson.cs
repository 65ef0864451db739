using System.Globalization;
using System.Text;

namespace Missy.Tests.Providers.Exchanges;

/// <summary>JSON made of the words of all wires, put together at random: close enough to the real thing to get far into a reader.</summary>
internal sealed class RandomJson(int seed)
{
    private static readonly string[] Names =
    [
        "id", "object", "type", "model", "choices", "index", "message", "delta", "content", "text", "role", "refusal", "tool_calls",
        "function", "name", "arguments", "finish_reason", "usage", "prompt_tokens", "completion_tokens", "prompt_tokens_details",
        "completion_tokens_details", "cached_tokens", "reasoning_tokens", "reasoning", "reasoning_content", "error", "code", "status",
        "detail", "content_block", "partial_json", "thinking", "signature", "data", "input", "stop_reason", "input_tokens",
        "output_tokens", "cache_read_input_tokens", "cache_creation_input_tokens", "request_id", "response", "output", "item",
        "item_id", "output_index", "content_index", "summary_index", "summary", "encrypted_content", "call_id", "incomplete_details",
        "reason", "status_code", "resets_in_seconds", "done", "done_reason", "eval_count", "prompt_eval_count", "models", "created",
        "created_at", "modified_at", "display_name", "stop_details", "input_tokens_details", "output_tokens_details",
    ];

    private static readonly string[] Words =
    [
        "message_start", "content_block_start", "content_block_delta", "content_block_stop", "message_delta", "message_stop", "error",
        "text", "text_delta", "thinking", "thinking_delta", "signature_delta", "input_json_delta", "redacted_thinking", "tool_use",
        "response.created", "response.output_item.added", "response.output_item.done", "response.output_text.delta",
        "response.output_text.done", "response.function_call_arguments.delta", "response.function_call_arguments.done",
        "response.reasoning_summary_text.delta", "response.completed", "response.incomplete", "response.failed", "response.done",
        "message", "function_call", "reasoning", "output_text", "summary_text", "completed", "incomplete", "failed", "cancelled",
        "stop", "length", "tool_calls", "end_turn", "max_tokens", "content_filter", "insufficient_quota", "rate_limit_error",
        "call_1", "{}", "{\\\"a\\\":1}", "{", "", "a", "\\ud83d", "\\ude00\\ud83d", "\\u0000", "\\ud83d\\ude00", "Größe", "429", "2026-01-01T00:00:00Z",
    ];

    private static readonly string[] Numbers = ["0", "1", "-1", "2", "200", "429", "0.5", "1e3", "2147483648", "1e999", "99999999999999999999"];

    private readonly Random _random = new(seed);

    public string Object(int depth = 0)
    {
        var json = new StringBuilder("{");
        var names = Names.OrderBy(_ => _random.Next()).Take(_random.Next(1, 9)).ToList();
        for (var index = 0; index < names.Count; index++)
        {
            json.Append(index == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"\"{names[index]}\":").Append(Value(depth + 1));
        }

        return json.Append('}').ToString();
    }

    /// <summary>A document that has all the members of another, some of them with other values.</summary>
    public string Like(string document)
    {
        // Every so often a value gives way to a random one: a string, number, object, array or word between two marks.
        var changed = new StringBuilder();
        for (var index = 0; index < document.Length; index++)
        {
            var value = index > 0 && document[index - 1] == ':' && _random.Next(4) == 0 ? EndOfScalar(document, index) : -1;
            if (value > index)
            {
                changed.Append(Value(2));
                index = value - 1;
            }
            else
            {
                changed.Append(document[index]);
            }
        }

        return changed.ToString();
    }

    public int Next(int limit) => _random.Next(limit);

    private static int EndOfScalar(string document, int start)
    {
        if (document[start] == '"')
        {
            return document.IndexOf('"', start + 1) + 1;
        }

        var end = document.IndexOfAny([',', '}', ']'], start);
        return document[start] is '{' or '[' ? -1 : end;
    }

    private string Value(int depth) => _random.Next(depth > 4 ? 6 : 10) switch
    {
        0 => "null",
        1 => _random.Next(2) == 0 ? "true" : "false",
        2 => Numbers[_random.Next(Numbers.Length)],
        <= 5 => $"\"{Words[_random.Next(Words.Length)]}\"",
        <= 7 => Object(depth),
        _ => $"[{string.Join(',', Enumerable.Range(0, _random.Next(4)).Select(_ => Value(depth + 1)))}]",
    };
}
