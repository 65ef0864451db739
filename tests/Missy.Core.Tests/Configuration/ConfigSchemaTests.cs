using System.Text.Json;
using System.Text.RegularExpressions;
using Missy.Configuration;

namespace Missy.Tests.Configuration;

public class ConfigSchemaTests
{
    [Fact]
    public void The_shipped_schema_is_the_generated_one()
    {
        using var client = new MissyClient();
        var shipped = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Configuration", ConfigSchema.FileName));
        Assert.True(
            client.CreateConfigSchema() == shipped.ReplaceLineEndings("\n"),
            "module/missy-config.schema.json is out of date. Renew it: missy config schema > module/missy-config.schema.json");
    }

    [Fact]
    public void The_schema_is_valid_by_the_meta_schema_of_draft_07()
    {
        // The validator does not know `true` as a schema; `{}` says the same.
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Configuration", "draft-07.schema.json"));
        var meta = SchemaCheck.Load(Regex.Replace(text, "(?<=\"(default|const|items)\": )true", "{}"));
        Assert.Empty(meta.Validate(ConfigSchema.Create(Reading.Known)));
        Assert.NotEmpty(meta.Validate("""{"properties": {"a": {"type": "text"}}}"""));
    }

    [Fact]
    public void Every_key_is_described() => AllKeys(JsonDocument.Parse(ConfigSchema.Create(Reading.Known)).RootElement, 0);

    [Fact]
    public void Names_of_services_are_offered()
    {
        var name = JsonDocument.Parse(ConfigSchema.Create(Reading.Known)).RootElement
            .GetProperty("properties").GetProperty("providers").GetProperty("additionalProperties").GetProperty("properties").GetProperty("name");
        Assert.Equal(
            Reading.Known.Wires.Concat(Reading.Known.Catalogue),
            name.GetProperty("anyOf")[0].GetProperty("enum").EnumerateArray().Select(word => word.GetString()!));
    }

    [Fact]
    public void A_file_with_every_key_is_valid()
    {
        _ = Reading.Good(ExampleFile.Text);
        Assert.Equal("", SchemaCheck.Findings(ExampleFile.Text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("providers: {ollama: , claude: {name: anthropic, local: TRUE, auth: 'NONE'}}")]
    [InlineData("providers: {it: {name: openai, api_key: $$literal, base_url: 'HTTP://[::1]:8080/v1'}}")]
    [InlineData("providers: {it: {name: openai, api_key: '${ NAME }', headers: {X: 12, Y: true, Z: Bearer test-key-1}}}")]
    [InlineData("providers:\n  a: &a {name: openai, timeout: 5, fallback: null}\n  b: {<<: *a, timeout: 6}")]
    [InlineData("default_model: gpt-5")]
    [InlineData("default_model: '`openai/gpt-5`'")]
    [InlineData("aliases: {a: openai/gpt-5, b: {provider: openai, model: m}}")]
    [InlineData("routing: {fallback: Same_Model, words: {simple: [größe]}}")]
    [InlineData("routing: {fallback: [{provider: ollama, model_id: m}]}")]
    [InlineData("network: {proxy: System, allowed_hosts: ['::1', münchen.example], allowed_domains: [\"*.example.org\"]}")]
    [InlineData("models: [{provider: openai, model_id: m, purpose: lead}]")]
    [InlineData("network:\nrouting: ~\nwatch: null\nproviders: null")]
    [InlineData("health: {failure_threshold: 0x10, recovery_cooldown_secs: 1e1}")]
    public void What_is_read_without_a_finding_is_valid(string text)
    {
        Assert.Empty(Reading.Read(text).Diagnostics);
        Assert.Equal("", SchemaCheck.Findings(text));
    }

    [Theory]
    [InlineData("wathc: true", DiagnosticCodes.UnknownKey)]
    [InlineData("providers: {openai: {modle: m}}", DiagnosticCodes.UnknownKey)]
    [InlineData("routing: {words: {hard: [x]}}", DiagnosticCodes.UnknownKey)]
    [InlineData("providers: {openai: {api_keys: [{key: $K, id: x}]}}", DiagnosticCodes.UnknownKey)]
    [InlineData("watch: 'true'", DiagnosticCodes.WrongType)]
    [InlineData("watch: yes", DiagnosticCodes.WrongType)]
    [InlineData("providers: [openai]", DiagnosticCodes.WrongType)]
    [InlineData("providers: {openai: {model: 5}}", DiagnosticCodes.WrongType)]
    [InlineData("providers: {openai: {max_tokens: 1.5}}", DiagnosticCodes.WrongType)]
    [InlineData("providers: {openai: {timeout: 10s}}", DiagnosticCodes.WrongType)]
    [InlineData("providers: {openai: {api_key: 123}}", DiagnosticCodes.WrongType)]
    [InlineData("providers: {openai: {api_keys: $K}}", DiagnosticCodes.WrongType)]
    [InlineData("providers: {openai: {headers: {X: [a]}}}", DiagnosticCodes.WrongType)]
    [InlineData("providers: {openai: {options: 5}}", DiagnosticCodes.WrongType)]
    [InlineData("providers: {openai: {fallback: any}}", DiagnosticCodes.WrongType)]
    [InlineData("models: {provider: openai}", DiagnosticCodes.WrongType)]
    [InlineData("health: 5", DiagnosticCodes.WrongType)]
    [InlineData("health: {failure_threshold: 0}", DiagnosticCodes.OutOfRange)]
    [InlineData("providers: {openai: {connect_timeout: 100000}}", DiagnosticCodes.OutOfRange)]
    [InlineData("providers: {openai: {model: ' '}}", DiagnosticCodes.OutOfRange)]
    [InlineData("budget: {per_day_usd: -1}", DiagnosticCodes.OutOfRange)]
    [InlineData("providers: {openai: {auth: token}}", DiagnosticCodes.UnknownWord)]
    [InlineData("providers: {openai: {local: maybe}}", DiagnosticCodes.UnknownWord)]
    [InlineData("routing: {fallback: some}", DiagnosticCodes.UnknownWord)]
    [InlineData("budget: {unknown_price: stop}", DiagnosticCodes.UnknownWord)]
    [InlineData("network: {rest_policies: [{host: a.example, action: maybe}]}", DiagnosticCodes.UnknownWord)]
    [InlineData("network: {proxy: proxy.example}", DiagnosticCodes.BadForm)]
    [InlineData("network: {allowed_hosts: ['https://a.example']}", DiagnosticCodes.BadForm)]
    [InlineData("network: {allowed_domains: [a/b]}", DiagnosticCodes.BadForm)]
    [InlineData("network: {allowed_cidrs: [10.0.0.0]}", DiagnosticCodes.BadForm)]
    [InlineData("providers: {openai: {base_url: 'ftp://a.example'}}", DiagnosticCodes.BadForm)]
    [InlineData("providers: {openai: {base_url: 'https://u:p@a.example'}}", DiagnosticCodes.BadForm)]
    [InlineData("providers: {openai: {base_url: 'https://a.example/?x=1'}}", DiagnosticCodes.BadForm)]
    [InlineData("providers: {openai: {api_key: $not-a-name}}", DiagnosticCodes.BadForm)]
    [InlineData("providers: {openai: {api_key_env: $NAME}}", DiagnosticCodes.BadForm)]
    [InlineData("routing: {words: {simple: [two words]}}", DiagnosticCodes.BadForm)]
    [InlineData("models: [{provider: openai, purpose: lead}]", DiagnosticCodes.MissingKey)]
    [InlineData("models: [{provider: openai, model: m, purpose: null}]", DiagnosticCodes.MissingKey)]
    [InlineData("default_model: {provider: openai}", DiagnosticCodes.MissingKey)]
    [InlineData("providers: {openai: {api_keys: [{name: x}]}}", DiagnosticCodes.MissingKey)]
    [InlineData("network: {rest_policies: [{host: a.example}]}", DiagnosticCodes.MissingKey)]
    [InlineData("aliases: {a: just-a-model}", DiagnosticCodes.UnknownProvider)]
    [InlineData("providers: {openai: {options: {Model: x}}}", DiagnosticCodes.ReservedOption)]
    [InlineData("providers: {openai: {headers: {host: x}}}", DiagnosticCodes.ReservedOption)]
    public void What_the_reader_finds_fault_with_is_not_valid(string text, string code)
    {
        Assert.Equal(code, Reading.Finding(text).Code);
        Assert.NotEqual("", SchemaCheck.Findings(text));
    }

    private static void AllKeys(JsonElement schema, int depth)
    {
        if (schema.ValueKind == JsonValueKind.Object)
        {
            foreach (var part in schema.EnumerateObject())
            {
                if (part.NameEquals("properties"))
                {
                    Assert.All(part.Value.EnumerateObject(), key => Assert.NotEqual("", key.Value.GetProperty("description").GetString()));
                }

                AllKeys(part.Value, depth + 1);
            }
        }
        else if (schema.ValueKind == JsonValueKind.Array)
        {
            Assert.All(schema.EnumerateArray(), item => AllKeys(item, depth + 1));
        }
    }
}
