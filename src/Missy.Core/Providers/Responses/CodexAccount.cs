using System.Text.Json;
using Missy.Network;

namespace Missy.Providers.Responses;

/// <summary>
/// The ChatGPT account that an access token belongs to. The token is a JSON Web Token (RFC 7519) and the account a claim of its
/// payload; the token is not checked, since only the service can do that.
/// </summary>
internal static class CodexAccount
{
    private const string Claims = "https://api.openai.com/auth";

    /// <summary>The account's id; null when the token is of another kind or names none.</summary>
    public static string? Read(Secret? token)
    {
        var parts = token?.Reveal().Split('.');
        if (parts is not { Length: 3 } || Decode(parts[1]) is not { } payload)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(payload);
            var account = document.RootElement.Object(Claims)?.Text("chatgpt_account_id");

            // A header holds visible ASCII; anything else is no account id.
            return account is { Length: > 0 } && account.All(character => character is > ' ' and <= '~') ? account : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Base64url without padding (RFC 7515, section 2).
    private static byte[]? Decode(string text)
    {
        var padded = text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length / 4 * 3];
        return Convert.TryFromBase64String(padded, bytes, out var length) ? bytes[..length] : null;
    }
}
