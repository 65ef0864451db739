namespace Missy;

/// <summary>Another configuration is in effect.</summary>
/// <param name="Path">The file; null when there is none.</param>
/// <param name="OldHash">The SHA-256 of the text before, in hexadecimal; null when there was none.</param>
/// <param name="NewHash">The same of the text now.</param>
/// <param name="Changes">What differs, secrets masked. Empty when only another file that it names has changed.</param>
public sealed record ConfigReloaded(string? Path, string? OldHash, string? NewHash, IReadOnlyList<ConfigChange> Changes)
    : MissyEvent("Missy.ConfigReloaded")
{
    /// <summary>What differs, secrets masked. Empty when only another file that it names has changed.</summary>
    public IReadOnlyList<ConfigChange> Changes { get; init; } = Indexable.Of(Changes);

    // A column of records for export.

    /// <summary><see cref="Changes"/>, <c>"; "</c> between them; empty for none.</summary>
    public string ChangeText => Indexable.Text(Changes);

    /// <summary>What happened, each thing once.</summary>
    public override string ToString() => $"{nameof(ConfigReloaded)} {{ Name = {Name}, Path = {Path}, OldHash = {OldHash}, NewHash = {NewHash}, Changes = {Changes} }}";
}
