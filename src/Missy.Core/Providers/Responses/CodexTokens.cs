using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Missy.Providers.Responses;

/// <summary>The tokens of a ChatGPT account, with all else that their file holds.</summary>
/// <param name="AccessToken">What a call carries.</param>
/// <param name="RefreshToken">What renews it, once; null when it cannot be renewed.</param>
/// <param name="ExpiresAt">When the access token ends; null when nobody says.</param>
/// <param name="ClientId">The program that the user logged in with, which alone may renew them; null when the file does not say.</param>
/// <param name="Account">The account's id; null when nobody says.</param>
/// <param name="Source">The members of the file.</param>
internal sealed record CodexTokens(
    string AccessToken, string? RefreshToken, DateTimeOffset? ExpiresAt, string? ClientId, string? Account, IReadOnlyDictionary<string, JsonElement> Source)
{
    /// <summary>Reads the content of a token file: provider, client_id, access_token, refresh_token, expires_at, token_type, account_id.</summary>
    /// <returns>Null when it holds no access token.</returns>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static CodexTokens? Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        return root.ValueKind != JsonValueKind.Object ? throw new JsonException("no object")
            : root.Text("access_token") is not { Length: > 0 } access ? null
            : new CodexTokens(
                access,
                NotEmpty(root.Text("refresh_token")),
                root.Seconds("expires_at") ?? root.Time("expires_at") ?? WebToken.ExpiresAt(access),
                NotEmpty(root.Text("client_id")) ?? WebToken.Read(access, static claims => claims.Text("client_id")),
                CodexAccount.Checked(root.Text("account_id")) ?? CodexAccount.Read(access),
                root.EnumerateObject().GroupBy(member => member.Name).ToDictionary(members => members.Key, members => members.Last().Value.Clone()));
    }

    /// <summary>Reads the file of the Codex command line, whose tokens are its own to renew.</summary>
    /// <returns>Null when it holds no access token.</returns>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static CodexTokens? ParseCodexCli(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Object("tokens") is { } tokens && tokens.Text("access_token") is { Length: > 0 } access
            ? new CodexTokens(
                access,
                null,
                WebToken.ExpiresAt(access),
                null,
                CodexAccount.Checked(tokens.Text("account_id")) ?? CodexAccount.Read(access),
                new Dictionary<string, JsonElement>())
            : null;
    }

    /// <summary>The tokens that a service gave in their place. A service that gives no new refresh token leaves the old in force.</summary>
    public CodexTokens Renewed(string accessToken, string? refreshToken, DateTimeOffset? expiresAt) => this with
    {
        AccessToken = accessToken,
        RefreshToken = refreshToken ?? RefreshToken,
        ExpiresAt = expiresAt ?? WebToken.ExpiresAt(accessToken),
        Account = Account ?? CodexAccount.Read(accessToken),
    };

    /// <summary>The content of the file, members that are not ours included.</summary>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in Source.Where(static member => member.Key is not ("access_token" or "refresh_token" or "expires_at")))
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }

            writer.WriteString("access_token", AccessToken);
            if (RefreshToken is not null)
            {
                writer.WriteString("refresh_token", RefreshToken);
            }

            if (ExpiresAt is { } end)
            {
                writer.WriteNumber("expires_at", end.ToUnixTimeSeconds());
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <summary>Does not tell.</summary>
    public override string ToString() => "***";

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
