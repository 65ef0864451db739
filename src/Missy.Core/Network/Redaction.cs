using System.Text;

namespace Missy.Network;

/// <summary>Makes a service's own words fit for an error message: no secret, no control characters, not too long.</summary>
/// <param name="secrets">What was sent in confidence with the request that the words answer.</param>
internal sealed class Redaction(IEnumerable<string> secrets)
{
    /// <summary>The most characters of a service's text that an error shows.</summary>
    public const int MaxLength = 500;

    // A shorter one would mask parts of ordinary words.
    private const int MinSecretLength = 8;
    private const string Mask = "***";

    private readonly List<string> _forms =
        [.. secrets.Where(secret => secret.Length >= MinSecretLength).SelectMany(Forms).Distinct().OrderByDescending(form => form.Length)];

    /// <summary>Whether a secret stands in the text.</summary>
    public bool Finds(string text) => _forms.Exists(form => text.Contains(form, StringComparison.OrdinalIgnoreCase));

    /// <summary>Masks secrets wherever they stand, drops control characters and cuts at a character boundary.</summary>
    public string Clean(string text)
    {
        // Masking comes before the cut, so that no half of a key survives at the edge.
        foreach (var form in _forms)
        {
            text = text.Replace(form, Mask, StringComparison.OrdinalIgnoreCase);
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

    // As a URL, a web page and JSON within JSON would repeat it.
    private static IEnumerable<string> Forms(string secret) =>
    [
        secret,
        Uri.EscapeDataString(secret),
        System.Net.WebUtility.HtmlEncode(secret),
        secret.Replace("/", "\\/", StringComparison.Ordinal),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
    ];
}
