using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Missy.Configuration;

namespace Missy.Tests.Configuration;

public class SecretReferenceTests
{
    private const string Canary = "canary-literal-7";

    [Theory]
    [InlineData("$NAME", SecretKind.Environment, "NAME", "$NAME")]
    [InlineData("${NAME_2}", SecretKind.Environment, "NAME_2", "$NAME_2")]
    [InlineData(" $NAME ", SecretKind.Environment, "NAME", "$NAME")]
    [InlineData("$$NAME", SecretKind.Literal, "$NAME", "***")]
    [InlineData("$$", SecretKind.Literal, "$", "***")]
    [InlineData("file:~/key", SecretKind.File, "~/key", "file:~/key")]
    [InlineData("FILE: /a b", SecretKind.File, "/a b", "file:/a b")]
    [InlineData("cmd:pass show x", SecretKind.Command, "pass show x", "cmd:pass show x")]
    [InlineData("secret://Vault/Name/part", SecretKind.Vault, "Name/part", "secret://Vault/Name/part")]
    [InlineData(Canary, SecretKind.Literal, Canary, "***")]
    [InlineData("a$NAME", SecretKind.Literal, "a$NAME", "***")]
    public void Each_form_is_read_and_shown(string text, SecretKind kind, string value, string shown)
    {
        var reference = SecretReference.Parse(text);
        Assert.Equal((kind, value, shown), (reference.Kind, reference.Value, reference.ToString()));
        Assert.Equal(kind == SecretKind.Vault ? "Vault" : null, reference.Vault);
    }

    [Theory]
    [InlineData("")]
    [InlineData("$")]
    [InlineData("${NAME")]
    [InlineData("$canary-literal-7")]
    [InlineData("${a b}")]
    [InlineData("file:")]
    [InlineData("cmd:  ")]
    [InlineData("secret://canary-literal-7")]
    [InlineData("secret:///x")]
    [InlineData("secret://x/")]
    public void What_only_looks_like_a_reference_is_refused_without_being_repeated(string text)
    {
        var error = Assert.Throws<FormatException>(() => SecretReference.Parse(text));
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_literal_does_not_show_in_text_debugger_json_or_a_record_around_it()
    {
        var reference = SecretReference.Parse(Canary);
        var provider = new ProviderConfig { Name = "x", Wire = "openai", ApiKey = reference, ApiKeys = [new("a", reference, [])] };

        Assert.DoesNotContain(Canary, $"{reference}{provider}{provider.ApiKeys[0]}", StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, JsonSerializer.Serialize(provider), StringComparison.Ordinal);
        Assert.Equal("{ToString(),nq}", typeof(SecretReference).GetCustomAttribute<DebuggerDisplayAttribute>()!.Value);
        Assert.All(
            typeof(SecretReference).GetProperties(BindingFlags.Public | BindingFlags.Instance),
            p => Assert.NotEqual(Canary, p.GetValue(reference)));
    }

    [Fact]
    public void References_are_equal_when_they_name_the_same_secret_in_the_same_way()
    {
        Assert.Equal(SecretReference.Parse("$NAME"), SecretReference.Parse("${NAME}"));
        Assert.Equal(SecretReference.Parse("$NAME").GetHashCode(), SecretReference.Parse("${NAME}").GetHashCode());
        Assert.NotEqual(SecretReference.Parse("$NAME"), SecretReference.Parse("$$NAME"));
        Assert.NotEqual(SecretReference.Parse("secret://A/x"), SecretReference.Parse("secret://B/x"));
    }
}
