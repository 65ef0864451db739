using System.Text.Json.Serialization;

namespace Missy;

/// <summary>What became of an edit of the configuration.</summary>
/// <remarks>Secrets are masked, references to them are shown, so it may be printed anywhere.</remarks>
public sealed record ConfigEdit
{
    /// <summary>The file that was edited: the one behind the link, where the configuration is a symbolic link.</summary>
    public required string Path { get; init; }

    /// <summary>The key as the file writes it.</summary>
    public required string Key { get; init; }

    /// <summary>The value that it had; null = none.</summary>
    public string? OldValue { get; init; }

    /// <summary>The value that it has; null = none.</summary>
    public string? NewValue { get; init; }

    /// <summary>Whether the file was written. False when it said so already.</summary>
    public bool Changed { get; init; }

    /// <summary>The line of the value, counted from 1; of a removed one, where it was.</summary>
    public int Line { get; init; }

    /// <summary>Where the old content is kept; null when nothing was written or there was no file.</summary>
    public string? BackupPath { get; init; }

    /// <summary>What the edit gives reason to warn of, such as a secret that stands in clear.</summary>
    public IReadOnlyList<Diagnostic> Findings { get; init => field = Indexable.Of(value); } = Indexable.None<Diagnostic>();

    // A column of records for export; JSON has it already, in what it is taken from.

    /// <summary><see cref="Findings"/>, <c>"; "</c> between them; empty for none.</summary>
    [JsonIgnore]
    public string FindingText => Indexable.Text(Findings);

    /// <summary>The edit on one line, such as <c>default_provider: openai -> claude</c>.</summary>
    public override string ToString() => $"{Key}: {OldValue ?? "null"} -> {NewValue ?? "null"}";
}
