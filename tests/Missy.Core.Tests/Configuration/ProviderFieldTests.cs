using Missy.Configuration;
using Missy.Configuration.Schema;
using static Missy.Tests.Configuration.Reading;

namespace Missy.Tests.Configuration;

public class ProviderFieldTests
{
    public static TheoryData<string, string> WrongTypes { get; } = new()
    {
        { "name", "[anthropic]" },
        { "model", "12" },
        { "fast_model", "true" },
        { "premium_model", "{id: m}" },
        { "api_key", "[a, b]" },
        { "api_key_env", "17" },
        { "api_keys", "only-one" },
        { "key_rotation_strategy", "[failover]" },
        { "base_url", "5" },
        { "local", "{}" },
        { "auth", "[bearer]" },
        { "headers", "[a, b]" },
        { "max_tokens", "\"100\"" },
        { "connect_timeout", "10s" },
        { "timeout", "\"120\"" },
        { "idle_timeout", "true" },
        { "enabled", "\"false\"" },
        { "weight", "heavy" },
        { "requests_per_minute", "1.5" },
        { "tokens_per_minute", "many" },
        { "max_wait_seconds", "[30]" },
        { "fallback", "openai/m" },
        { "options", "fast" },
        { "prompt_cache", "[auto]" },
    };

    public static TheoryData<string, string> OutOfRange { get; } = new()
    {
        { "name", "\" \"" },
        { "name", "anthropc" },
        { "model", "\"\"" },
        { "fast_model", "\"\"" },
        { "premium_model", "\"a\\nb\"" },
        { "api_key", "\"\"" },
        { "api_key", "$not-a-name" },
        { "api_key", "\"two words\"" },
        { "api_key", "secret://vault-alone" },
        { "api_key", "\"file:\"" },
        { "api_key", "\"cmd: \"" },
        { "api_key_env", "$NAME" },
        { "api_key_env", "1NAME" },
        { "api_keys", "[$A, $A]" },
        { "api_keys", "[{name: x}]" },
        { "api_keys", "[{key: $A, name: x}, {key: $B, name: X}]" },
        { "api_keys", "[null]" },
        { "key_rotation_strategy", "random" },
        { "base_url", "host.example/v1" },
        { "base_url", "ftp://host.example" },
        { "base_url", "https://" },
        { "base_url", "https://user:word@host.example" },
        { "base_url", "https://host.example/?key=1" },
        { "base_url", "https://host.example/#part" },
        { "local", "sometimes" },
        { "auth", "basic" },
        { "headers", "{\"bad name\": x}" },
        { "headers", "{X-A: \"a\\r\\nX-B: b\"}" },
        { "headers", "{X-A: \"a\\0\"}" },
        { "headers", "{X-A: é}" },
        { "headers", "{X-A: $not-a-name}" },
        { "headers", "{X-A: }" },
        { "headers", "{X-A: 1, x-a: 2}" },
        { "headers", "{Host: other.example}" },
        { "max_tokens", "0" },
        { "max_tokens", "99999999999999999999999" },
        { "connect_timeout", "0" },
        { "connect_timeout", "1e9" },
        { "timeout", "-1" },
        { "timeout", ".inf" },
        { "idle_timeout", ".nan" },
        { "enabled", "yes" },
        { "weight", "-0.5" },
        { "weight", ".inf" },
        { "requests_per_minute", "-1" },
        { "tokens_per_minute", "-0x1" },
        { "tokens_per_minute", "5000000000" },
        { "max_wait_seconds", "-1" },
        { "max_wait_seconds", "100000" },
        { "fallback", "[gpt-small]" },
        { "fallback", "[opnai/m]" },
        { "fallback", "[openai/]" },
        { "options", "{model: other}" },
        { "options", "{Messages: []}" },
        { "options", "{input: x}" },
        { "options", "{stream: false}" },
        { "options", "{a: .nan}" },
        { "options", "{a: {b: 1, b: 2}}" },
        { "prompt_cache", "always" },
    };

    public static TheoryData<string> Fields { get; } = [.. ProviderSection.Section.Fields.Select(f => f.Name)];

    public static TheoryData<string, string> MissingSecrets { get; } = new()
    {
        { "api_key", "$MISSY_TEST_NEVER_SET" },
        { "api_key", "file:/nowhere/at/all" },
        { "api_key", "secret://NoVault/NoName" },
        { "api_key", "cmd:/nowhere/command" },
        { "api_key_env", "MISSY_TEST_NEVER_SET" },
        { "api_keys", "[\"${MISSY_TEST_NEVER_SET}\", {key: file:/nowhere, name: x}]" },
        { "headers", "{X-Key: $MISSY_TEST_NEVER_SET}" },
    };

    [Fact]
    public void Every_field_is_in_both_tables()
    {
        Assert.Equal(Fields.Select(r => r.Data).Order(), WrongTypes.Select(r => r.Data.Item1).Order());
        Assert.Equal(Fields.Select(r => r.Data).Order(), OutOfRange.Select(r => r.Data.Item1).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(WrongTypes))]
    public void A_value_of_the_wrong_type_leaves_out_that_provider_alone(string field, string value)
    {
        var error = OnlyError(field, value);
        Assert.Contains(error.Code, new[] { DiagnosticCodes.WrongType, DiagnosticCodes.UnknownWord });
    }

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void A_value_that_cannot_be_leaves_out_that_provider_alone(string field, string value) => OnlyError(field, value);

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_typo_is_a_warning_with_the_right_name_and_changes_nothing_else(string field)
    {
        var typo = field[..^2] + field[^1] + field[^2];
        var result = Read(File(typo, "x"));

        var warning = Assert.Single(result.Diagnostics);
        Assert.Equal((DiagnosticSeverity.Warning, DiagnosticCodes.UnknownKey), (warning.Severity, warning.Code));
        Assert.Equal((FileName, 6, 5, $"providers.bad.{typo}"), (warning.File, warning.Line, warning.Column, warning.Key));
        Assert.Equal($"Did you mean '{field}'?", warning.Remedy);
        Assert.Equal(["before", "bad", "after"], result.Config.Providers.Select(p => p.Name));
    }

    [Theory]
    [MemberData(nameof(MissingSecrets))]
    public void A_secret_that_cannot_be_found_is_no_error_of_the_file(string field, string value) =>
        Assert.Equal(3, Good(File(field, value)).Providers.Count);

    [Fact]
    public void A_key_far_from_every_known_one_gets_the_list()
    {
        var warning = Finding("providers: {openai: {frobnicate: 1}}");
        Assert.Contains("requests_per_minute", warning.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("timeout: 0x10", 16)]
    [InlineData("timeout: 0o20", 16)]
    [InlineData("timeout: +1.6e1", 16)]
    [InlineData("timeout: .5", 0.5)]
    [InlineData("timeout: 010", 10)]
    public void Numbers_are_those_of_the_core_schema(string setting, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Provider(setting).Timeout);

    [Theory]
    [InlineData("key_rotation_strategy: Round_Robin, auth: NONE, local: \"true\"")]
    [InlineData("key_rotation_strategy: ' round_robin ', auth: none, local: True")]
    public void Words_are_accepted_in_any_case(string settings)
    {
        var provider = Provider(settings);
        Assert.Equal((KeyRotationStrategy.RoundRobin, AuthMode.None, LocalMode.True), (provider.KeyRotation, provider.Auth, provider.Local));
    }

    [Fact]
    public void An_absent_fallback_is_not_an_empty_one()
    {
        Assert.Null(Provider("weight: 1").Fallback);
        Assert.Empty(Provider("fallback: []").Fallback!);
    }

    private static Diagnostic OnlyError(string field, string value)
    {
        var result = Read(File(field, value));

        var error = Assert.Single(result.Diagnostics);
        Assert.Equal((FileName, 6, DiagnosticSeverity.Error), (error.File, error.Line, error.Severity));
        Assert.InRange(error.Column, 5, 200);
        Assert.StartsWith($"providers.bad.{field}", error.Key, StringComparison.Ordinal);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.Remedy);
        Assert.False(result.Refused);
        Assert.Equal(["before", "after"], result.Config.Providers.Select(p => p.Name));
        Assert.Contains(error.Message, result.LeftOut["BAD"], StringComparison.Ordinal);
        return error;
    }

    private static string File(string field, string value) => $$"""
        # Line 6 holds the setting under test.
        providers:
          before: {name: openai, model: m}
          bad:
            {{(field == "name" ? "model: m" : "name: anthropic")}}
            {{field}}: {{value}}
          after: {name: ollama}
        """;
}
