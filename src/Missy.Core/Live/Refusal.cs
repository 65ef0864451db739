namespace Missy.Live;

/// <summary>A content that was looked at and not taken.</summary>
/// <param name="Files">The content, with what it names.</param>
/// <param name="Errors">Why not.</param>
internal sealed record Refusal(ConfigFiles Files, IReadOnlyList<Diagnostic> Errors);
