using System.Text;

namespace Missy.Network;

/// <summary>Makes a service's own words fit for an error message: no secret, no control characters, not too long.</summary>
/// <param name="secrets">What was sent in confidence with the request that the words answer.</param>
internal sealed class Redaction(IEnumerable<string> secrets)
{
    /// <summary>The most characters of a service's text that an error shows.</summary>
    public const int MaxLength = 500;

    private readonly List<KnownSecret> _sent =
        [.. secrets.Where(secret => secret.Length >= Redactor.MinSecretLength).Distinct().Select(secret => new KnownSecret(secret))];

    /// <summary>What came of an answer before a failure: a model's own words, which lose known secrets and nothing else.</summary>
    /// <returns>Null when nothing had come.</returns>
    public string? CleanAnswer(string? text) => string.IsNullOrEmpty(text) ? null : Redactor.Process.CleanValues(text, _sent);

    /// <summary>Whether a secret stands in the text.</summary>
    public bool Finds(string text) => !ReferenceEquals(Redactor.Process.Clean(text, _sent), text);

    /// <summary>Masks secrets wherever they stand, drops control characters and cuts at a character boundary.</summary>
    public string Clean(string text)
    {
        // Masking comes before the cut, so that no half of a key survives at the edge.
        text = Redactor.Process.Clean(text, _sent);
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
