using Missy.Configuration;

namespace Missy.Tests.Configuration.Editing;

/// <summary>Files as people write them.</summary>
internal static class TextCorpus
{
    public static IReadOnlyDictionary<string, string> Files { get; } = new Dictionary<string, string>
    {
        ["every key"] = ExampleFile.Text,
        ["every key, CRLF"] = ExampleFile.Text.ReplaceLineEndings("\r\n"),
        ["starter"] = ConfigScaffold.Create([new("anthropic", "ANTHROPIC_API_KEY", "claude-x"), new("openai", "OPENAI_API_KEY", "gpt-x")], ["OPENAI_API_KEY"]),
        ["anchors"] = """
            # One account, three models.
            providers:
              base: &base                  # the others take after it
                name: openai
                base_url: &url https://gateway.example/v1
                timeout: &slow 90
                headers: &headers
                  X-Team: "$TEAM"          # who pays
                  X-Trace: 'on'
              small:
                <<: *base
                model: mini
              big:
                <<: *base
                model: "maxi"              # 	tab in a comment
                timeout: 300
                headers: *headers
              other: {name: openai, model: m, base_url: *url, idle_timeout: *slow}
            aliases: {s: small/mini, "b.1": big/maxi}
            """,
        ["blocks"] = "models:\n"
            + "- provider: anthropic\n"
            + "  model: m-1\n"
            + "  purpose: lead\n"
            + "  description: |-   # many words\n"
            + "    Plans the work,\n"
            + "\n"
            + "      and # this is text.\n"
            + "\n"
            + "- provider: ollama\n"
            + "  model: 'llama3.2:1b'\n"
            + "  purpose:\n"
            + "    worker\n"
            + "  description: >+\n"
            + "    Does\n"
            + "    it.\n"
            + "\n"
            + "  metadata:\n"
            + "      cost: &low low\n"
            + "      tags: [ 'a,b' , \"c\\td\",\n"
            + "        plain text over\n"
            + "        two lines, *low ]   # end\n"
            + "\n"
            + "# the end, without a break\n"
            + "routing: {strategy: score, words: {simple: [ping,], premium: []}}",
        ["flow"] = "{config_version: 2, # one\n providers: {x: {name: openai, \"model\":m, api_key: $KEY}, \"y.z\": {name: ollama, model: }},\n\n   # two\r\n  watch: true, budget: {per_day_usd: 0x10, }}\n",
        ["marks"] = "\uFEFF%YAML 1.2\n--- # the start\ndefault_provider: !!str größe\nproviders:\n  größe:\n    name: openai\n    model: \"m-😀\" # 😀\n    options: {temp: !!str 1, on: yes, \"q\\u00e4\": 'it''s'}\n  empty:\n  none: ~\n...\n# after\n",
        ["mixed breaks"] = "config_version: 2\r\ndefault_provider: a\nproviders:\r\n  a:\n    name: openai\r\n    model: >\r\n      m-1\r\n      m-2\r\n\r\n    fast_model: 'one\r\n      two'\n    options:\r\n      ? stop\r\n      : end\r\n\r\n\r\n  b: {name: ollama}   \r\nwatch: true",
        ["duplicates"] = "providers:\n  a: {name: openai, model: one, model: two}\n  b:\n    name: ollama\n    weight: 1 # first\n    weight: 2\n  A:\n    name: openai\nwatch: true\nwatch: false\nhealth: {failure_threshold: 3}\n",
        ["lists"] = "routing:\n    fallback:\n        # in this order\n        -   openai/gpt-5   # then\n\n        - ollama/llama3.2\n    strategy:    rules\nproviders:\n    openai:\n        api_keys:\n          - $ONE\n          -   key: $TWO\n              name: two\n              models: [ gpt-* ]\n          - { key: \"$THREE\" , name : three }\n        fallback: []\nnetwork:\n    allowed_hosts: [ api.example , \"[::1]:80\" ]\n    rest_policies:\n    - host: api.example\n      action: allow\n    -\n      host: '*'\n      action: deny\n",
    };
}
