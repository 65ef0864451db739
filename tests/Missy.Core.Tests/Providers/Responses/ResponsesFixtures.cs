using System.Text;
using System.Text.Json;
using Missy.Chat;
using Missy.Providers.Responses;

namespace Missy.Tests.Providers.Responses;

/// <summary>Wires, and bodies in the form in which the service sends them.</summary>
internal static class ResponsesFixtures
{
    /// <summary>What a text stream shows of its last event, at its very end.</summary>
    public const string TextEnd = "\"total_tokens\":24}}}";

    public static readonly ResponsesProtocol Protocol = new(new ResponsesWireOptions());

    public static readonly CodexProtocol Codex = new();

    /// <summary>Reasoning with its summary, then an answer of one text.</summary>
    public static readonly string TextStream = Events(
        """{"type":"response.created","sequence_number":0,"response":{"id":"resp_1","object":"response","created_at":1760000000,"status":"in_progress","error":null,"incomplete_details":null,"model":"gpt-x-2026-01-01","output":[],"usage":null}}""",
        """{"type":"response.in_progress","sequence_number":1,"response":{"id":"resp_1","status":"in_progress","model":"gpt-x-2026-01-01","output":[]}}""",
        """{"type":"response.output_item.added","sequence_number":2,"output_index":0,"item":{"id":"rs_1","type":"reasoning","encrypted_content":"half","summary":[]}}""",
        """{"type":"response.reasoning_summary_part.added","sequence_number":3,"item_id":"rs_1","output_index":0,"summary_index":0,"part":{"type":"summary_text","text":""}}""",
        """{"type":"response.reasoning_summary_text.delta","sequence_number":4,"item_id":"rs_1","output_index":0,"summary_index":0,"delta":"Which "}""",
        """{"type":"response.reasoning_summary_text.delta","sequence_number":5,"item_id":"rs_1","output_index":0,"summary_index":0,"delta":"language?"}""",
        """{"type":"response.reasoning_summary_text.done","sequence_number":6,"item_id":"rs_1","output_index":0,"summary_index":0,"text":"Which language?"}""",
        """{"type":"response.reasoning_summary_part.done","sequence_number":7,"item_id":"rs_1","output_index":0,"summary_index":0,"part":{"type":"summary_text","text":"Which language?"}}""",
        """{"type":"response.output_item.done","sequence_number":8,"output_index":0,"item":{"id":"rs_1","type":"reasoning","encrypted_content":"sealed-1","summary":[{"type":"summary_text","text":"Which language?"}]}}""",
        """{"type":"response.output_item.added","sequence_number":9,"output_index":1,"item":{"id":"msg_1","type":"message","status":"in_progress","role":"assistant","content":[]}}""",
        """{"type":"response.content_part.added","sequence_number":10,"item_id":"msg_1","output_index":1,"content_index":0,"part":{"type":"output_text","text":"","annotations":[]}}""",
        """{"type":"response.output_text.delta","sequence_number":11,"item_id":"msg_1","output_index":1,"content_index":0,"delta":"Grüße ","logprobs":[],"obfuscation":"x8"}""",
        """{"type":"response.output_text.delta","sequence_number":12,"item_id":"msg_1","output_index":1,"content_index":0,"delta":"aus 東京 🗼","logprobs":[],"obfuscation":"q"}""",
        """{"type":"response.output_text.done","sequence_number":13,"item_id":"msg_1","output_index":1,"content_index":0,"text":"Grüße aus 東京 🗼"}""",
        """{"type":"response.content_part.done","sequence_number":14,"item_id":"msg_1","output_index":1,"content_index":0,"part":{"type":"output_text","text":"Grüße aus 東京 🗼","annotations":[]}}""",
        """{"type":"response.output_item.done","sequence_number":15,"output_index":1,"item":{"id":"msg_1","type":"message","status":"completed","role":"assistant","content":[{"type":"output_text","text":"Grüße aus 東京 🗼","annotations":[]}]}}""",
        """{"type":"response.completed","sequence_number":16,"response":{"id":"resp_1","object":"response","status":"completed","error":null,"incomplete_details":null,"model":"gpt-x-2026-01-01","output":[{"id":"rs_1","type":"reasoning","encrypted_content":"sealed-2","summary":[{"type":"summary_text","text":"Which language?"}]},{"id":"msg_1","type":"message","status":"completed","role":"assistant","content":[{"type":"output_text","text":"Grüße aus 東京 🗼","annotations":[]}]}],"usage":{"input_tokens":11,"input_tokens_details":{"cached_tokens":4},"output_tokens":13,"output_tokens_details":{"reasoning_tokens":6},"total_tokens":24}}}""");

    /// <summary>A word, then two tool calls whose arguments come interleaved.</summary>
    public static readonly string ToolStream = Events(
        """{"type":"response.created","response":{"id":"resp_2","status":"in_progress","model":"gpt-x","output":[]}}""",
        """{"type":"response.output_item.added","output_index":0,"item":{"id":"msg_2","type":"message","status":"in_progress","role":"assistant","content":[]}}""",
        """{"type":"response.output_text.delta","item_id":"msg_2","output_index":0,"content_index":0,"delta":"Looking …"}""",
        """{"type":"response.output_item.done","output_index":0,"item":{"id":"msg_2","type":"message","status":"completed","role":"assistant","content":[{"type":"output_text","text":"Looking …","annotations":[]}]}}""",
        """{"type":"response.output_item.added","output_index":1,"item":{"id":"fc_1","type":"function_call","status":"in_progress","call_id":"call_a","name":"weather","arguments":""}}""",
        """{"type":"response.output_item.added","output_index":2,"item":{"id":"fc_2","type":"function_call","status":"in_progress","call_id":"call_b","name":"weather","arguments":""}}""",
        """{"type":"response.function_call_arguments.delta","item_id":"fc_2","output_index":2,"delta":"{\"city\":"}""",
        """{"type":"response.function_call_arguments.delta","item_id":"fc_1","output_index":1,"delta":"{\"city\":\"Zü"}""",
        """{"type":"response.function_call_arguments.delta","item_id":"fc_2","output_index":2,"delta":"\"Oslo\"}"}""",
        """{"type":"response.function_call_arguments.delta","item_id":"fc_1","output_index":1,"delta":"rich\"}"}""",
        """{"type":"response.function_call_arguments.done","item_id":"fc_1","output_index":1,"arguments":"{\"city\":\"Zürich\"}"}""",
        """{"type":"response.output_item.done","output_index":1,"item":{"id":"fc_1","type":"function_call","status":"completed","call_id":"call_a","name":"weather","arguments":"{\"city\":\"Zürich\"}"}}""",
        """{"type":"response.function_call_arguments.done","item_id":"fc_2","output_index":2,"arguments":"{\"city\":\"Oslo\"}"}""",
        """{"type":"response.output_item.done","output_index":2,"item":{"id":"fc_2","type":"function_call","status":"completed","call_id":"call_b","name":"weather","arguments":"{\"city\":\"Oslo\"}"}}""",
        """{"type":"response.completed","response":{"id":"resp_2","status":"completed","model":"gpt-x","output":[{"id":"msg_2","type":"message","status":"completed","role":"assistant","content":[{"type":"output_text","text":"Looking …","annotations":[]}]},{"id":"fc_1","type":"function_call","status":"completed","call_id":"call_a","name":"weather","arguments":"{\"city\":\"Zürich\"}"},{"id":"fc_2","type":"function_call","status":"completed","call_id":"call_b","name":"weather","arguments":"{\"city\":\"Oslo\"}"}],"usage":{"input_tokens":15,"output_tokens":9,"total_tokens":24}}}""");

    /// <summary>Server-sent events, each under the name that its type gives it.</summary>
    public static string Events(params IEnumerable<string> events)
    {
        var body = new StringBuilder(": keep-alive\n\n");
        foreach (var data in events)
        {
            if (JsonDocument.Parse(data).RootElement.TryGetProperty("type", out var type))
            {
                body.Append("event: ").Append(type.GetString()).Append('\n');
            }

            body.Append("data: ").Append(data).Append("\n\n");
        }

        return body.ToString();
    }

    /// <summary>A whole response around the given output items.</summary>
    public static string Response(string output, string status = "completed", string more = "") =>
        $$"""{"id":"resp_9","object":"response","created_at":1760000000,"status":"{{status}}","error":null,"model":"gpt-x","output":[{{output}}]{{more}}}""";

    /// <summary>JSON in one form, for comparing.</summary>
    public static string Same(string json) => Same(JsonDocument.Parse(json).RootElement);

    /// <summary>JSON in one form, for comparing.</summary>
    public static string Same(JsonElement json) => JsonSerializer.Serialize(json);

    /// <summary>A request of the given messages.</summary>
    public static CompletionRequest Request(params IReadOnlyList<ChatMessage> messages) => new() { Model = "gpt-x", Messages = messages };
}
