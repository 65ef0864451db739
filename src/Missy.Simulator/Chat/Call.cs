using System.Text.Json;

namespace Missy.Simulation.Chat;

/// <summary>A completion request as all wires share it: what an answer depends on.</summary>
internal sealed class Call
{
    // Behind it stands the schema, and nothing after it.
    private const string SchemaMark = "JSON Schema:\n";

    private readonly StableHash _hash = new();
    private long _characters;
    private string? _prefixed;

    public string Model { get; set; } = "";

    public bool Stream { get; set; }

    public int? MaxTokens { get; set; }

    /// <summary>The text of the newest user message that has any.</summary>
    public string UserText { get; private set; } = "";

    /// <summary>The tool results at the conversation's tail, or null when it ends with something else.</summary>
    public string? ToolResult { get; private set; }

    /// <summary>How often results of tools came since the newest user message with text.</summary>
    public int ToolRounds { get; private set; }

    /// <summary>The tools that may be called, in the order offered.</summary>
    public IReadOnlyList<ToolOffer> Tools { get; set; } = [];

    /// <summary>The JSON schema that the answer has to follow, undefined when none was given.</summary>
    public JsonElement OutputSchema { get; set; }

    /// <summary>The JSON schema that the instructions ask for in words, undefined when they do not.</summary>
    public JsonElement ToldSchema { get; private set; }

    /// <summary>Whether the answer has to be JSON.</summary>
    public bool WantsJson { get; set; }

    public bool Thinks { get; set; }

    /// <summary>Whether the thoughts are to be shown, where a service hides them by default.</summary>
    public bool ShowsThoughts { get; set; }

    public bool IncludeUsage { get; set; }

    /// <summary>Ollama's request without messages.</summary>
    public bool LoadsOnly { get; set; }

    /// <summary>A quarter of the conversation's characters, rounded up: what counts as its tokens here.</summary>
    public int PromptTokens => Math.Max(1, (int)((_characters + 3) / 4));

    /// <summary>Sixteen hexadecimal digits that depend on model and conversation alone.</summary>
    public string Id => field ??= _hash.Add(Model).ToHex();

    /// <summary><see cref="Id"/> behind a service's prefix; the newest one is kept, as a stream repeats it in every event.</summary>
    public string IdWith(string prefix)
    {
        if (_prefixed is null || !_prefixed.StartsWith(prefix, StringComparison.Ordinal))
        {
            _prefixed = prefix + Id;
        }

        return _prefixed;
    }

    public void AddMessage(string role, string text)
    {
        _hash.Add(role).Add(text);
        _characters += text.Length;
        if (role == "system" && text.LastIndexOf(SchemaMark, StringComparison.Ordinal) is >= 0 and var mark)
        {
            ToldSchema = Read(text[(mark + SchemaMark.Length)..]);
        }

        if (role == "user" && text.Length > 0)
        {
            UserText = text;
            ToolRounds = 0;
        }
    }

    /// <summary>Takes the result of a tool, whose text was added as a message.</summary>
    public void AddToolResult(string text)
    {
        ToolRounds += ToolResult is null ? 1 : 0;
        ToolResult = ToolResult is null ? text : $"{ToolResult}\n{text}";
    }

    /// <summary>Something else follows the results so far.</summary>
    public void EndToolResults() => ToolResult = null;

    private static JsonElement Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
