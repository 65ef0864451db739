namespace Missy.Network;

/// <summary>
/// Finds what is a key by its looks. Prefixes and lengths are those that the vendors give their keys, as gitleaks
/// (config/gitleaks.toml) and the vendors' own pages list them; the least length is kept below the real one, so that a cut
/// key is found too. One pass over the text, no backtracking.
/// </summary>
internal static class SecretShapes
{
    private const string PemBegin = "-----BEGIN ";
    private const string PemEnd = "-----END ";

    private static readonly ILookup<char, Shape> _byFirst = new Shape[]
    {
        new("sk-ant-", 20, IsWord),
        new("sk-proj-", 20, IsWord),
        new("sk-svcacct-", 20, IsWord),
        new("sk-admin-", 20, IsWord),
        new("sk-or-", 20, IsWord),
        new("sk-", 20, char.IsAsciiLetterOrDigit, NeedsDigit: true),
        new("AIza", 30, IsWord),
        new("AQ.Ab", 30, IsWord),
        new("ya29.", 20, IsWord),
        new("gsk_", 40, char.IsAsciiLetterOrDigit),
        new("xai-", 40, char.IsAsciiLetterOrDigit),
        new("pplx-", 40, char.IsAsciiLetterOrDigit),
        new("hf_", 30, char.IsAsciiLetterOrDigit),
        new("api_org_", 30, char.IsAsciiLetterOrDigit),
        new("r8_", 30, char.IsAsciiLetterOrDigit),
        new("fw_", 20, char.IsAsciiLetterOrDigit, NeedsDigit: true),
        new("csk-", 30, char.IsAsciiLetterOrDigit),
        new("nvapi-", 40, IsWord),
        new("tgp_v1_", 30, IsWord),
        new("dapi", 32, char.IsAsciiHexDigit),
        new("ghp_", 30, char.IsAsciiLetterOrDigit),
        new("gho_", 30, char.IsAsciiLetterOrDigit),
        new("ghu_", 30, char.IsAsciiLetterOrDigit),
        new("ghs_", 30, char.IsAsciiLetterOrDigit),
        new("ghr_", 30, char.IsAsciiLetterOrDigit),
        new("github_pat_", 60, IsWord),
        new("glpat-", 20, IsWord),
        new("npm_", 36, char.IsAsciiLetterOrDigit),
        new("xoxb-", 20, IsWord),
        new("xoxp-", 20, IsWord),
        new("AKIA", 16, IsUpperOrDigit),
        new("ASIA", 16, IsUpperOrDigit),
        new("ABIA", 16, IsUpperOrDigit),
        new("ACCA", 16, IsUpperOrDigit),
        new("ABSK", 100, IsBase64),
        new("bedrock-api-key-", 20, IsWord),
    }.ToLookup(static shape => shape.Prefix[0]);

    /// <summary>Notes every key, web token and private key.</summary>
    public static void Find(TextReading reading, MaskedRanges found)
    {
        var text = reading.Text;
        for (var at = 0; at < text.Length;)
        {
            var end = at == 0 || !(char.IsAsciiLetterOrDigit(text[at - 1]) || text[at - 1] == '_') ? End(text, at) : at;
            if (end > at)
            {
                reading.Mask(at, end, found);
            }

            at = Math.Max(end, at + 1);
        }
    }

    // Where the key that begins here ends; the beginning itself when there is none.
    private static int End(string text, int at) => text[at] switch
    {
        'e' => EndOfWebToken(text, at),
        '-' => EndOfPrivateKey(text, at),
        var first when _byFirst.Contains(first) => _byFirst[first].Max(shape => shape.End(text, at)),
        _ => at,
    };

    // RFC 7515, section 7.1: header, payload and signature; the first two are objects, so their encoding begins alike.
    private static int EndOfWebToken(string text, int at)
    {
        var header = Run(text, at, IsWord);
        if (header - at < 17 || !Has(text, at, "eyJ") || !Has(text, header, ".eyJ"))
        {
            return at;
        }

        var payload = Run(text, header + 1, IsWord);
        return payload < text.Length && text[payload] == '.' ? Run(text, payload + 1, IsWord) : payload;
    }

    private static int EndOfPrivateKey(string text, int at)
    {
        if (!Has(text, at, PemBegin)
            || text.IndexOf("PRIVATE KEY", at, Math.Min(100, text.Length - at), StringComparison.Ordinal) < 0)
        {
            return at;
        }

        var end = text.IndexOf(PemEnd, at, StringComparison.Ordinal);
        return end < 0 ? text.Length : Run(text, end + PemEnd.Length, static c => c == ' ' || IsWord(c));
    }

    private static bool Has(string text, int at, string part) => string.CompareOrdinal(text, at, part, 0, part.Length) == 0;

    private static int Run(string text, int at, Func<char, bool> belongs)
    {
        while (at < text.Length && belongs(text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsWord(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-';

    private static bool IsUpperOrDigit(char letter) => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter);

    private static bool IsBase64(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '+' or '/' or '=';

    private sealed record Shape(string Prefix, int MinLength, Func<char, bool> Belongs, bool NeedsDigit = false)
    {
        public int End(string text, int at)
        {
            if (!Has(text, at, Prefix))
            {
                return at;
            }

            var tail = at + Prefix.Length;
            var end = Run(text, tail, Belongs);
            return end - tail >= MinLength && (!NeedsDigit || text.AsSpan(tail, end - tail).ContainsAnyInRange('0', '9')) ? end : at;
        }
    }
}
