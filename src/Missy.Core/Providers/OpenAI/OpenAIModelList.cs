using System.Text.Json;

namespace Missy.Providers.OpenAI;

/// <summary>The model list of OpenAI and compatible services: <c>{"data":[{id,created}]}</c>, or the bare array (Together).</summary>
internal static class OpenAIModelList
{
    public static IReadOnlyList<ModelInfo> Read(JsonElement body)
    {
        var items = body.ValueKind == JsonValueKind.Array ? body.EnumerateArray() : body.Items("data");
        return
        [
            .. from item in items
               let id = item.Text("id")
               where !string.IsNullOrEmpty(id)
               select new ModelInfo(id, item.Text("display_name") ?? item.Text("name"), Time(item)),
        ];
    }

    private static DateTimeOffset? Time(JsonElement item) =>
        item.Integer("created") is { } seconds and > 0 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
