using Missy.Configuration;

namespace Missy.Tests.Configuration;

/// <summary>Reads text with a small catalogue of its own, so that these tests do not depend on the shipped one.</summary>
internal static class Reading
{
    internal const string FileName = "config.yaml";

    internal static KnownNames Known { get; } = new(
        ["anthropic", "openai", "openai-responses", "openai-codex", "ollama", "simulator"],
        ["groq", "xai", "grok", "azure", "gemini", "openrouter", "mistral", "claude"]);

    internal static ConfigResult Read(string text) => ConfigReader.Read(text, FileName, Known);

    /// <summary>Reads text that must be without a finding, for editors as well.</summary>
    internal static MissyConfig Good(string text)
    {
        var result = Read(text);
        Assert.Empty(result.Diagnostics);
        Assert.False(result.Refused);
        Assert.Equal("", SchemaCheck.Findings(text));
        return result.Config;
    }

    /// <summary>The only finding.</summary>
    internal static Diagnostic Finding(string text) => Assert.Single(Read(text).Diagnostics);

    /// <summary>The only provider of a file with one entry called <c>it</c>.</summary>
    internal static ProviderConfig Provider(string settings) =>
        Assert.Single(Good($"providers: {{it: {{name: anthropic, {settings}}}}}").Providers);
}
