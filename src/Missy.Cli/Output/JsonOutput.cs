using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Missy.Cli.Output;

/// <summary>Prints the one JSON document of a <c>--json</c> run.</summary>
internal static class JsonOutput
{
    public static Task WriteAsync<T>(Terminal terminal, T value, JsonTypeInfo<T> type) =>
        terminal.Out.WriteLineAsync(JsonSerializer.Serialize(value, type));
}
