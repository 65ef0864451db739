namespace Missy;

/// <summary>A changed configuration is not taken: what was in effect stays. Announced once for each content.</summary>
/// <param name="Path">The file.</param>
/// <param name="Hash">The SHA-256 of the refused text, in hexadecimal; null when there is no text.</param>
/// <param name="Errors">Why not, each with its line.</param>
public sealed record ConfigReloadFailed(string? Path, string? Hash, IReadOnlyList<Diagnostic> Errors)
    : MissyEvent("Missy.ConfigReloadFailed")
{
    /// <summary>Why not, each with its line.</summary>
    public IReadOnlyList<Diagnostic> Errors { get; init; } = Indexable.Of(Errors);

    // A column of records for export.

    /// <summary><see cref="Errors"/>, <c>"; "</c> between them; empty for none.</summary>
    public string ErrorText => Indexable.Text(Errors);

    /// <summary>What happened, each thing once.</summary>
    public override string ToString() => $"{nameof(ConfigReloadFailed)} {{ Name = {Name}, Path = {Path}, Hash = {Hash}, Errors = {Errors} }}";
}
