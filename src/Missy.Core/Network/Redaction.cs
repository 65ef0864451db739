using System.Text;

namespace Missy.Network;

/// <summary>Makes a service's own words fit for an error message: no secret, no control characters, not too long.</summary>
internal static class Redaction
{
    /// <summary>The most characters of a service's text that an error shows.</summary>
    public const int MaxLength = 500;

    /// <summary>Masks the credential's value wherever it stands, drops control characters and cuts at a character boundary.</summary>
    public static string Clean(string text, Credential? credential)
    {
        // Masking comes before the cut, so that no half of a key survives at the edge.
        if (credential?.Secret.Reveal() is { Length: >= 8 } secret)
        {
            text = text.Replace(secret, "***", StringComparison.Ordinal);
        }

        var clean = new StringBuilder(Math.Min(text.Length, MaxLength) + 1);
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > MaxLength)
            {
                return clean.Append('…').ToString();
            }

            clean.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return clean.ToString().Trim();
    }
}
