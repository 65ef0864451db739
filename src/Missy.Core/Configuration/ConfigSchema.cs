using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Missy.Configuration.Schema;

namespace Missy.Configuration;

/// <summary>The JSON Schema of the configuration, for editors: made of the tables that read the file, so that the two cannot differ.</summary>
public static class ConfigSchema
{
    /// <summary>The name that its file has wherever it is written.</summary>
    public const string FileName = "missy-config.schema.json";

    internal const string Title = "Missy configuration";

    /// <summary>
    /// Its text: draft-07, ends of lines as Unix has them. What a configuration holds without a finding is valid; findings about
    /// what belongs together (a name that another entry has, a provider that is not configured) are left to the reader.
    /// </summary>
    /// <param name="known">The service names that editors offer.</param>
    public static string Create(KnownNames known)
    {
        ArgumentNullException.ThrowIfNull(known);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "http://json-schema.org/draft-07/schema#");
            json.WriteString("title", Title);
            json.WriteString("description", "Made by `missy config schema`.");
            RootSection.Section.WriteSchema(new SchemaWriter(json, known), orNull: false);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan).ReplaceLineEndings("\n") + "\n";
    }
}
