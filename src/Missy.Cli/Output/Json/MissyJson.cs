using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Missy.Cli.Output.Json;

/// <summary>How Missy's objects look as JSON: the names of their properties in camelCase, times in seconds.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Response))]
[JsonSerializable(typeof(IReadOnlyList<ProviderInfo>))]
[JsonSerializable(typeof(IReadOnlyList<ProviderTest>))]
[JsonSerializable(typeof(IReadOnlyList<ModelEntry>))]
[JsonSerializable(typeof(IReadOnlyList<Diagnostic>))]
[JsonSerializable(typeof(IReadOnlyList<ConfigSetting>))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(ConfigEdit))]
[JsonSerializable(typeof(PolicyVerdict))]
[JsonSerializable(typeof(Route))]
[JsonSerializable(typeof(ModelTier))]
[JsonSerializable(typeof(IReadOnlyList<UsageSummary>))]
[JsonSerializable(typeof(ErrorDocument))]
[JsonSerializable(typeof(PathDocument))]
[JsonSerializable(typeof(SimulatorDocument))]
internal sealed partial class MissyJson : JsonSerializerContext
{
    /// <summary>The context with what attributes cannot say.</summary>
    public static MissyJson Context { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new SecondsConverter(), new ToolCallConverter(), new ObjectConverter(), new CapabilitiesConverter(), new JsonStringEnumConverter<ErrorKind>() },
    });
}
