using System.Text.Json;
using System.Text.Json.Nodes;
using Missy.Chat;
using Missy.Providers;
using Missy.Tests.Support;

namespace Missy.Tests.Oracles;

/// <summary>Compares what an official client sends with what a wire of Missy's writes.</summary>
internal static class Oracle
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The bodies are equal, every member of them.</summary>
    /// <param name="theirs">The official client's request body.</param>
    /// <param name="wire">The wire.</param>
    /// <param name="request">The same conversation.</param>
    /// <param name="stream">Whether it is streamed.</param>
    public static void Same(JsonElement theirs, WireProtocol wire, CompletionRequest request, bool stream) =>
        Same(theirs, Wire.Body(wire, request, stream));

    /// <summary>Two pieces of JSON are equal, every member of them.</summary>
    public static void Same(JsonElement theirs, JsonElement ours) => Assert.Equal(Sorted(theirs), Sorted(ours));

    // Members have no order in JSON.
    private static string Sorted(JsonElement json) => Sort(JsonNode.Parse(json.GetRawText()))!.ToJsonString(Indented);

    private static JsonNode? Sort(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members
            .OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Sort(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sort)]),
        _ => node?.DeepClone(),
    };
}
