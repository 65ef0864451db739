using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>What one reading of a file shares: the findings so far, and the names that references may use.</summary>
internal sealed class ReadContext(string? file, KnownNames known)
{
    private readonly List<Diagnostic> _diagnostics = [];

    internal KnownNames Known { get; } = known;

    /// <summary>The registry names that the file configures, usable or not; set before anything else is read.</summary>
    internal IReadOnlyList<string> Configured { get; set; } = [];

    internal IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    internal Dictionary<string, string> LeftOut { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal Dictionary<string, string> LeftOutAliases { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal Dictionary<string, string> LeftOutPurposes { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal bool IsProvider(string name) =>
        Configured.Contains(name, StringComparer.OrdinalIgnoreCase) || Known.Contains(name);

    /// <summary>The configured names first, so that they win where two are equally near.</summary>
    internal IReadOnlyList<string> NearestProviders(string name) =>
        NearestNames.Find(name, Configured.Concat(Known.Wires).Concat(Known.Catalogue), 3);

    internal void Add(DiagnosticSeverity severity, YamlNode at, string key, string code, string message, string remedy) =>
        _diagnostics.Add(new(file, at.Line, at.Column, code, severity, key, message, remedy));

    /// <summary>A mark for <see cref="ErrorsSince"/>.</summary>
    internal int Mark() => _diagnostics.Count;

    /// <summary>The errors since a mark as one sentence; null when there were none.</summary>
    internal string? ErrorsSince(int mark)
    {
        var errors = _diagnostics.Skip(mark).Where(static d => d.Severity == DiagnosticSeverity.Error).ToList();
        return errors switch
        {
            [] => null,
            [var only] => FormattableString.Invariant($"line {only.Line}: {only.Key}: {only.Message}"),
            [var first, ..] => FormattableString.Invariant($"line {first.Line}: {first.Key}: {first.Message} (and {errors.Count - 1} more)"),
        };
    }
}
