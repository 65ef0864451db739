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
        Diagnostic? first = null;
        var more = 0;
        for (var i = mark; i < _diagnostics.Count; i++)
        {
            if (_diagnostics[i].Severity == DiagnosticSeverity.Error)
            {
                more += first is null ? 0 : 1;
                first ??= _diagnostics[i];
            }
        }

        var rest = more > 0 ? FormattableString.Invariant($" (and {more} more)") : "";
        return first is null ? null : FormattableString.Invariant($"line {first.Line}: {first.Key}: {first.Message}{rest}");
    }
}
