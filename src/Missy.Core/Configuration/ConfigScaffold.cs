using System.Text;
using Missy.Configuration.Yaml;

namespace Missy.Configuration;

/// <summary>Writes the text of a starter configuration.</summary>
/// <remarks>
/// Prose is commented with a hash and a space, settings with a hash alone, so that removing that one character from every
/// setting gives a file that is valid as well.
/// </remarks>
public static class ConfigScaffold
{
    private const string Head = """
        # The configuration of Missy. Lines with a # are comments: remove the # in front of a setting to use it.
        # Check the file with Test-MissyConfig or `missy config validate`.

        """;

    private const string Version = """
        config_version: 2


        """;

    private const string Tail = """

        # Everything below shows the defaults.
        #routing:
        #  strategy: rules            # rules | score | off: how the tier of a prompt is found when no model is named
        #  fallback: none             # none | same_model | any | a list such as [openai/gpt-5]
        #reliability: {max_retries: 3, backoff_ms: 500, max_backoff_ms: 8000, call_timeout: 0}
        #health: {failure_threshold: 5, recovery_cooldown_secs: 60}
        #network:
        #  default_deny: true         # only the providers' own hosts and what is listed here may be reached
        #  allowed_hosts: []
        #  proxy: null                # null | system | http://proxy.example:3128
        #budget: {per_session_usd: 0, per_day_usd: 0, unknown_price: warn}   # 0 = no limit
        #sessions: {persist: false, on_switch: clear, max_turns: 0}
        #watch: true                  # changes of this file are picked up by themselves

        """;

    /// <summary>
    /// A commented starter file, which <see cref="ConfigReader"/> reads without a finding when the names are known to it.
    /// A provider is an active entry when it was found or its key variable is present, a comment otherwise; the first active one is
    /// the default.
    /// </summary>
    /// <param name="providers">The providers to show, in order of preference.</param>
    /// <param name="presentKeyVariables">The environment variables that are set. Their values are not needed.</param>
    /// <param name="schema">The schema's address as seen from the file, for editors; null = none.</param>
    /// <param name="notes">Sentences for the top of the file, each one line.</param>
    public static string Create(
        IEnumerable<ScaffoldProvider> providers, IEnumerable<string> presentKeyVariables, string? schema = null, IEnumerable<string>? notes = null)
    {
        ArgumentNullException.ThrowIfNull(providers);
        var offered = providers.ToList();
        var present = presentKeyVariables.ToHashSet(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        var first = offered.Find(p => IsActive(p, present)) ?? offered.FirstOrDefault();
        var text = new StringBuilder(schema is null ? "" : $"# yaml-language-server: $schema={schema}\n").Append(Head);
        foreach (var note in notes ?? [])
        {
            text.Append("# ").Append(note).Append('\n');
        }

        text.Append(Version);
        if (first is not null)
        {
            text.Append(IsActive(first, present) ? "" : "#").Append("default_provider: ").Append(Quote(first.Name)).Append("\n\n");
        }

        text.Append("# The order is the order of preference. Keys are looked up in the environment at each call.\nproviders:\n");
        foreach (var provider in offered)
        {
            Append(text, provider, IsActive(provider, present) ? "" : "#");
        }

        return text.Append(Tail).Replace("\r\n", "\n").ToString();
    }

    private static bool IsActive(ScaffoldProvider provider, HashSet<string> present) =>
        provider.Found || (provider.KeyVariable is { } variable && present.Contains(variable));

    private static void Append(StringBuilder text, ScaffoldProvider provider, string comment)
    {
        text.Append(comment).Append("  ").Append(Quote(provider.Name)).Append(":\n");
        if (provider.Model is { } model)
        {
            text.Append(comment).Append("    model: ").Append(Quote(model)).Append('\n');
        }

        if (provider.KeyVariable is { } variable)
        {
            text.Append(comment).Append("    api_key_env: ").Append(Quote(variable)).Append('\n');
        }
    }

    private static string Quote(string text) =>
        new YamlScalar(1, 1, text, plain: true).Type == YamlScalarType.Text
        && char.IsAsciiLetterOrDigit(text[0])
        && char.IsAsciiLetterOrDigit(text[^1])
        && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':')
            ? text
            : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
