namespace Missy.Configuration.Schema;

/// <summary>Takes out of a text what nobody else may see.</summary>
internal static class PublicText
{
    private static readonly string[] Words = ["key", "token", "secret", "pass", "auth", "credential", "cookie", "bearer"];

    /// <summary>The text; of an address, neither user info nor query.</summary>
    internal static string Of(string text)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return text;
        }

        var end = text.AsSpan(scheme + 3).IndexOfAny('/', '?', '#');
        var authority = end < 0 ? text[(scheme + 3)..] : text.Substring(scheme + 3, end);
        var query = text.IndexOf('?', StringComparison.Ordinal);
        return authority.Contains('@', StringComparison.Ordinal)
            ? SecretReference.Mask
            : query < 0 ? text : text[..(query + 1)] + SecretReference.Mask;
    }

    /// <summary>Whether a name speaks of a secret. Counts of tokens do not.</summary>
    internal static bool IsSecretName(string name) =>
        !name.EndsWith("tokens", StringComparison.OrdinalIgnoreCase)
        && Array.Exists(Words, word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
}
