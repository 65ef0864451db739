using System.Collections.ObjectModel;

namespace Missy.Configuration;

/// <summary>What became of a configuration file: what can be used of it, and every finding at once.</summary>
public sealed record ConfigResult
{
    /// <summary>What becomes of a place where nothing is, and nothing need be.</summary>
    internal static readonly ConfigResult Nothing = new() { Config = MissyConfig.Empty };

    /// <summary>What can be used; <see cref="MissyConfig.Empty"/> when the file was refused.</summary>
    public required MissyConfig Config { get; init; }

    /// <summary>Every finding, in file order.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>
    /// Whether nothing of the file is used: it could not be read, is not YAML, is written for another version, or has an
    /// error in <c>network</c> or <c>budget</c>.
    /// </summary>
    public bool Refused { get; init; }

    /// <summary>Whether any finding is an error.</summary>
    public bool HasErrors => Diagnostics.Any(static d => d.Severity == DiagnosticSeverity.Error);

    /// <summary>The providers left out, by name without case, and why.</summary>
    public IReadOnlyDictionary<string, string> LeftOut { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The aliases left out, by name without case, and why.</summary>
    public IReadOnlyDictionary<string, string> LeftOutAliases { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The purposes that lost an entry, by name without case, and why.</summary>
    public IReadOnlyDictionary<string, string> LeftOutPurposes { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
