using System.Text.Json;

namespace Missy.Providers.Responses;

/// <summary>
/// Reads claims of a JSON Web Token (RFC 7519). The token is not checked, since only the service that made it can do that.
/// </summary>
internal static class WebToken
{
    /// <summary>Reads the payload.</summary>
    /// <param name="token">The token; null or of another kind gives null.</param>
    /// <param name="read">Takes a claim from the payload.</param>
    public static T? Read<T>(string? token, Func<JsonElement, T?> read)
    {
        var parts = token?.Split('.');
        if (parts is not { Length: 3 } || Decode(parts[1]) is not { } payload)
        {
            return default;
        }

        try
        {
            using var document = JsonDocument.Parse(payload);
            return read(document.RootElement);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <summary>When it ends (RFC 7519, section 4.1.4); null when it does not say.</summary>
    public static DateTimeOffset? ExpiresAt(string? token) => Read(token, static claims => claims.Seconds("exp"));

    /// <summary>A time in seconds since 1970, as numbers with or without a fraction give it; null when there is none.</summary>
    public static DateTimeOffset? Seconds(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } member
            && member.TryGetDouble(out var seconds) && seconds is > 0 and < 100_000_000_000
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;

    // Base64url without padding (RFC 7515, section 2).
    private static byte[]? Decode(string text)
    {
        var padded = text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length / 4 * 3];
        return Convert.TryFromBase64String(padded, bytes, out var length) ? bytes[..length] : null;
    }
}
