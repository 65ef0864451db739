using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Missy.Simulation.Chat;

/// <summary>Makes the answer to a call: a function of the call alone.</summary>
internal sealed class AnswerMaker(SimulatorOptions options)
{
    private const int QuotedCharacters = 200;

    /// <param name="call">What was asked.</param>
    /// <param name="wire">The display name of the protocol.</param>
    /// <param name="shape">What a fault wants changed in the text.</param>
    public Answer Make(Call call, string wire, AnswerShape shape = default)
    {
        if (call.LoadsOnly)
        {
            return new Answer { Finish = FinishKind.Load };
        }

        if (shape.Empty)
        {
            return new Answer { Finish = FinishKind.Stop };
        }

        var thinking = call.Thinks ? "Thinking is simulated too: there is nothing to think about." : "";
        if (call.Tools.Count > 0 && (call.ToolResult is null || call.ToolRounds < options.ToolRounds) && shape.IsNone)
        {
            var uses = call.Tools.Take(options.ParallelTools).Select(
                (tool, index) => new ToolUse(index, tool.Name, options.ToolArguments ?? Sample(tool.Schema, "arguments"))).ToList();
            var thought = TextPieces.Count(thinking);
            return new Answer
            {
                Thinking = thinking,
                ToolUses = uses,
                Finish = FinishKind.ToolCall,
                ThinkingTokens = thought,
                Tokens = thought + uses.Sum(use => (use.Arguments.Length + 3) / 4),
            };
        }

        var text = Text(call, wire, shape.Misfit);
        if (shape.NonAscii)
        {
            text = "Größe, déjà vu, 東京, 🙂. " + text;
        }

        if (shape.LongPiece > 0)
        {
            text = string.Concat(new string('x', shape.LongPiece), " ", text);
        }

        return Cut(call.MaxTokens ?? int.MaxValue, thinking, text, shape.LongPiece);
    }

    private static Answer Cut(int limit, string thinking, string text, int longPiece)
    {
        var shownThinking = TextPieces.Take(thinking, limit);
        var thought = TextPieces.Count(shownThinking);
        var shown = longPiece > 0 ? text : TextPieces.Take(text, limit - thought);
        return new Answer
        {
            Thinking = shownThinking,
            Text = shown,
            LongPiece = longPiece,
            Finish = shown.Length < text.Length ? FinishKind.Length : FinishKind.Stop,
            ThinkingTokens = thought,
            Tokens = thought + TextPieces.Count(shown),
        };
    }

    private string Text(Call call, string wire, bool misfit)
    {
        if (options.Answer is { } fixedText)
        {
            return fixedText;
        }

        if (call.WantsJson)
        {
            return call.OutputSchema.ValueKind == JsonValueKind.Object
                ? Fitting(call.OutputSchema, misfit)
                : "{\"simulated\":true}";
        }

        // Told in words to answer by a schema, a model likes to add some of its own.
        if (call.ToldSchema.ValueKind == JsonValueKind.Object)
        {
            return $"Here is the simulated JSON:\n\n```json\n{Fitting(call.ToldSchema, misfit)}\n```";
        }

        var start = $"This answer is simulated: no model was asked. {call.Model} was called over {wire}";
        return call.ToolResult is { } result ? $"{start}, and the tool returned: \"{TextPieces.Quote(result, QuotedCharacters)}\""
            : call.UserText.Length > 0 ? $"{start}, and you wrote: \"{TextPieces.Quote(call.UserText, QuotedCharacters)}\""
            : $"{start}, without any text from you.";
    }

    private static string Fitting(JsonElement schema, bool misfit)
    {
        var sample = Sample(schema, "simulated");
        return !misfit ? sample : sample.StartsWith('[') ? "{\"simulated\":false}" : "[\"simulated\"]";
    }

    private static string Sample(JsonElement schema, string name)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        new SchemaSample(schema).Write(json, name);
        json.Flush();
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
