using System.Text.Json;
using System.Text.Json.Nodes;
using Missy.Chat;
using Missy.Providers;
using Missy.Tests.Support;

namespace Missy.Tests.Oracles;

/// <summary>Compares what an official client sends with what a wire of Missy's writes.</summary>
internal static class Oracle
{
    /// <summary>Equal but for the listed members, each of which must really differ.</summary>
    /// <param name="theirs">The official client's request body.</param>
    /// <param name="wire">The wire.</param>
    /// <param name="request">The same conversation.</param>
    /// <param name="stream">Whether it is streamed.</param>
    /// <param name="differences">Paths such as <c>tools[].strict</c>, where <c>[]</c> is every item of an array.</param>
    public static void Same(JsonElement theirs, WireProtocol wire, CompletionRequest request, bool stream, params string[] differences)
    {
        var (their, our) = (JsonNode.Parse(theirs.GetRawText())!, JsonNode.Parse(Wire.Body(wire, request, stream).GetRawText())!);
        foreach (var path in differences)
        {
            var steps = path.Replace("[]", ".[]", StringComparison.Ordinal).Split('.');
            Assert.NotEqual(string.Join('|', Take(their, steps)), string.Join('|', Take(our, steps)));
        }

        Assert.Equal(Sorted(their), Sorted(our));
    }

    // Removes what a path leads to, and gives it.
    private static List<string> Take(JsonNode node, ReadOnlySpan<string> steps)
    {
        var taken = new List<string>();
        if (node is JsonArray array && steps[0] == "[]")
        {
            foreach (var item in array)
            {
                taken.AddRange(Take(item!, steps[1..]));
            }
        }
        else if (node is JsonObject parent && parent.TryGetPropertyValue(steps[0], out var member))
        {
            if (steps.Length > 1)
            {
                return Take(member!, steps[1..]);
            }

            taken.Add(member?.ToJsonString() ?? "null");
            parent.Remove(steps[0]);
        }

        return taken;
    }

    // Members have no order in JSON.
    private static string Sorted(JsonNode node) => Sort(node)!.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    private static JsonNode? Sort(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members
            .OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Sort(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sort)]),
        _ => node?.DeepClone(),
    };
}
