using System.Text.Json;

namespace Missy.Simulation.Chat;

/// <summary>Picks the tools that may be called: those on offer, or the one that the request insists on.</summary>
internal static class ToolPicker
{
    /// <param name="tools">The request's list of tools.</param>
    /// <param name="forced">The name that <c>tool_choice</c> insists on, or null.</param>
    /// <param name="nested">The property that holds a tool's definition, or null when the tool is its own definition.</param>
    /// <param name="schemaName">The property that holds the arguments' schema.</param>
    public static IReadOnlyList<ToolOffer> Pick(JsonElement tools, string? forced, string? nested, string schemaName)
    {
        var offers = new List<ToolOffer>();
        foreach (var tool in tools.Items())
        {
            var definition = nested is null ? tool : tool.Field(nested);
            if (definition.Text("name") is { Length: > 0 } name && (forced is null || forced == name) && IsFunction(tool, schemaName))
            {
                offers.Add(new ToolOffer(name, definition.Field(schemaName)));
            }
        }

        return offers;
    }

    // Tools that a service runs itself (web search and the like) have a type of their own, and OpenAI's "custom" tools
    // take free text; Anthropic's "custom" is the plain kind, with a schema.
    private static bool IsFunction(JsonElement tool, string schemaName) => tool.Text("type") switch
    {
        null or "function" => true,
        "custom" => !tool.Field(schemaName).IsAbsent(),
        _ => false,
    };
}
