namespace Missy;

/// <summary>A setting that differs between two texts of a configuration. Two secrets that differ both show as three asterisks.</summary>
/// <param name="Key">Its dotted key.</param>
/// <param name="Old">The value before, as <see cref="ConfigSetting.Value"/>; null when there was none.</param>
/// <param name="New">The value after; null when there is none.</param>
public sealed record ConfigChange(string Key, object? Old, object? New)
{
    /// <summary>The change on one line.</summary>
    public override string ToString() => FormattableString.Invariant($"{Key}: {Old ?? "null"} -> {New ?? "null"}");
}
