using System.Text.Json;
using System.Text.RegularExpressions;
using Missy.Tests.Support;

namespace Missy.Tests.Documentation;

/// <summary>docs/configuration.md names every setting of the schema, with its default and its meaning, and no other.</summary>
public sealed partial class ConfigurationTests
{
    // The forms of a model, which the page tells once, before its table.
    [GeneratedRegex(@"\.model_id$|(default|simple|medium|complex)_model\.|fallback\[\]\.|^aliases\.")]
    private static partial Regex FormOfModel();

    [GeneratedRegex("^\\| `(?<key>[^`]+)` \\| [^|]* \\| (`(?<default>[^`]+)`)? ?\\| (?<meaning>.+) \\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [Fact]
    public void The_table_has_each_setting_with_its_default_and_meaning()
    {
        using var schema = JsonDocument.Parse(Repository.Read("module/missy-config.schema.json"));
        var settings = Walk(schema.RootElement, "").DistinctBy(setting => setting.Key).Where(setting => !FormOfModel().IsMatch(setting.Key));

        var rows = Row().Matches(Repository.Read("docs/configuration.md"))
            .Select(row => (row.Groups["key"].Value, row.Groups["default"].Value, row.Groups["meaning"].Value));

        Assert.Equal(settings, rows);
    }

    private static IEnumerable<(string Key, string Default, string Meaning)> Walk(JsonElement schema, string path)
    {
        foreach (var form in Forms(schema))
        {
            if (form.TryGetProperty("properties", out var properties))
            {
                foreach (var property in properties.EnumerateObject())
                {
                    var key = path + property.Name;
                    var fallback = Forms(property.Value).Select(part => part.TryGetProperty("default", out var value) ? value.ToString() : null).FirstOrDefault(value => value is not null);
                    yield return (key, fallback?.Replace("True", "true", StringComparison.Ordinal).Replace("False", "false", StringComparison.Ordinal) ?? "", property.Value.GetProperty("description").GetString()!);
                    foreach (var inner in Walk(property.Value, key + "."))
                    {
                        yield return inner;
                    }
                }
            }

            foreach (var inner in Inner(form, "items", path.TrimEnd('.') + "[].").Concat(Inner(form, "additionalProperties", path + "NAME.")))
            {
                yield return inner;
            }
        }
    }

    private static IEnumerable<(string Key, string Default, string Meaning)> Inner(JsonElement form, string name, string path) =>
        form.TryGetProperty(name, out var inner) && inner.ValueKind == JsonValueKind.Object ? Walk(inner, path) : [];

    private static IEnumerable<JsonElement> Forms(JsonElement schema) =>
        schema.TryGetProperty("anyOf", out var parts) ? [schema, .. parts.EnumerateArray()] : [schema];
}
