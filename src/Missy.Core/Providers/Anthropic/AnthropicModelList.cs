using System.Text.Json;

namespace Missy.Providers.Anthropic;

/// <summary>The model list: <c>{"data":[{id,display_name,created_at}]}</c> ("List Models").</summary>
internal static class AnthropicModelList
{
    public static IReadOnlyList<ModelInfo> Read(JsonElement body) =>
    [
        .. from item in body.Items("data")
           let id = item.Text("id")
           where !string.IsNullOrEmpty(id)
           select new ModelInfo(id, item.Text("display_name"), Created(item)),
    ];

    // The start of the Unix epoch stands for an unknown date.
    private static DateTimeOffset? Created(JsonElement item) =>
        item.Time("created_at") is { } time && time > DateTimeOffset.UnixEpoch ? time : null;
}
