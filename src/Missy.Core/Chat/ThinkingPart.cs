namespace Missy.Chat;

/// <summary>
/// Reasoning that a model showed before its answer. Services that sign or encrypt it want it back unchanged when the
/// conversation goes on with tool results, and refuse it from anyone else.
/// </summary>
/// <param name="Text">The readable reasoning or its summary; empty when the service shows none.</param>
/// <param name="Signature">Anthropic's signature of the block; null elsewhere.</param>
/// <param name="Encrypted">
/// Opaque reasoning: Anthropic's <c>redacted_thinking</c> data or the Responses API's <c>encrypted_content</c>; null when there is none.
/// </param>
/// <param name="Id">The Responses API's id of the reasoning item; null elsewhere.</param>
public sealed record ThinkingPart(string Text, string? Signature = null, string? Encrypted = null, string? Id = null) : ContentPart
{
    /// <summary><see cref="Text"/>.</summary>
    public override string ToString() => Text;
}
