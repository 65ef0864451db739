using System.Buffers;
using System.Text.Json;
using Missy.Chat;
using Missy.Providers;

namespace Missy.Tests.Support;

/// <summary>JSON in tests.</summary>
internal static class Json
{
    public static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    /// <summary>Options as configuration gives them.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Members(string json) =>
        Parse(json).EnumerateObject().ToDictionary(member => member.Name, member => member.Value);

    /// <summary>Equal but for the order of members and white space.</summary>
    public static void AssertSame(string expected, JsonElement actual) =>
        Assert.True(JsonElement.DeepEquals(Parse(expected), actual), $"Expected {expected}\nbut was {actual.GetRawText()}");

    /// <summary>The tools in a wire's own form.</summary>
    public static JsonElement Tools(WireProtocol wire, params ToolDefinition[] tools)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            wire.WriteTools(writer, tools);
        }

        return JsonDocument.Parse(buffer.WrittenMemory).RootElement;
    }
}
