namespace Missy.Tests.Configuration;

/// <summary>A file that uses every key.</summary>
internal static class ExampleFile
{
    internal const string Text = """
        config_version: 2
        default_provider: main
        default_model: {provider: main, model_id: big-1}
        providers:
          main:                        # the first choice
            name: anthropic
            model: big-1
            fast_model: small-1
            premium_model: huge-1
            api_key: null
            api_key_env: MAIN_KEY
            api_keys: [$KEY_1, {key: "${KEY_2}", name: work, models: ["big-*"]}, file:~/keys/third]
            key_rotation_strategy: round_robin
            base_url: https://gateway.example/v1
            local: auto
            auth: bearer
            headers: {X-Team: "$TEAM", x-trace: 12}
            max_tokens: 2000
            connect_timeout: 5
            timeout: 90.5
            idle_timeout: 45
            enabled: true
            weight: 2.5
            requests_per_minute: 30
            tokens_per_minute: 40000
            max_wait_seconds: 0
            fallback: [groq/llama-small, "second:mini"]
            options: {top_k: 5, stop: ["A", "1"], nested: {on: true, ratio: 0.25, none: ~}, version: "2"}
            prompt_cache: off
          second:
            name: openai
            enabled: false
            fallback: []
          ollama:
        models:
          - {provider: main, model: huge-1, purpose: lead, description: "plans the work", metadata: {cost: high}}
          - {provider: ollama, model: "llama3.2:1b", purpose: worker}
        lead_worker: {lead_turns: 4, failure_threshold: 3, fallback_turns: 1}
        aliases: {big: main/big-1, small: "second:mini"}
        routing:
          strategy: score
          words: {simple: [ping], premium: [prove]}
          simple_model: groq/llama-small
          medium_model: main/big-1
          complex_model: {provider: main, model: huge-1}
          simple_threshold: 50
          complex_threshold: 900
          score_weights: {per_character: 2, per_tool: 10, per_max_token: 0.5}
          fallback: [openai/mini, ollama/llama3.2]
        reliability: {max_retries: 2, backoff_ms: 250, max_backoff_ms: 4000, call_timeout: 30, retry_quota: 100}
        health: {failure_threshold: 7, recovery_cooldown_secs: 20}
        network:
          default_deny: true
          allowed_hosts: [API.Example.com, "[::1]:8080"]
          allowed_domains: ["*.Example.org"]
          allowed_cidrs: [10.0.0.0/8, "fd00::/8"]
          provider_allowed_hosts: ["llm.example:8443"]
          rest_policies: [{host: api.example.com, method: post, path: "/v1/**", action: allow}, {host: "*", action: DENY}]
          max_response_bytes: 1000000
          proxy: http://proxy.example:3128
        budget: {per_session_usd: 0.5, per_day_usd: 10, unknown_price: block}
        usage: {prices: ~/prices.json, ledger: false}
        sessions: {persist: true, on_switch: keep, max_turns: 50, allowed_senders: [ops_ann]}
        models_cache_ttl_hours: 1.5
        watch: false
        audit: ~/missy-audit.jsonl
        """;
}
