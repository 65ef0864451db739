using System.Text.Json;
using Missy.Network;

namespace Missy.Providers.Responses;

/// <summary>
/// OpenAI's token endpoint (RFC 6749, section 6). Its address and error codes are those of the open-source Codex client,
/// <c>codex-rs/login</c>; OpenAI publishes no reference of it.
/// </summary>
internal sealed class CodexTokenEndpoint(Uri address, HttpDoor door, NetworkPolicy policy, TimeProvider time)
{
    /// <summary>Where tokens of ChatGPT accounts are renewed.</summary>
    public static readonly Uri OpenAI = new("https://auth.openai.com/oauth/token");

    private const int MaxAnswerBytes = 64 * 1024;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    /// <summary>Uses up a refresh token.</summary>
    /// <param name="tokens">The tokens, with a refresh token.</param>
    /// <returns>The renewed tokens, which have to be saved before anything else is done with them.</returns>
    /// <exception cref="MissyException">They were not renewed; <see cref="ErrorKind.Authentication"/> = they never will be.</exception>
    public async Task<CodexTokens> RenewAsync(CodexTokens tokens)
    {
        var failures = new Failures(address.Host, null, address, credential: null, time, [tokens.RefreshToken!, tokens.AccessToken]);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = Form(tokens) };

        // Nobody's impatience ends this: the service may have used up the token already, and its answer holds the only new one.
        using var timer = new CallTimer(Limit, time, CancellationToken.None);
        try
        {
            var passage = new Passage(door, policy, "openai-codex", () => address, LocalAddress.IsLocal(address), ConnectLimit);
            using var response = await passage.SendAsync(request, confidential: true, timer.Token);
            var body = await ReadAsync(response.Content, timer.Token);
            if (!response.IsSuccessStatusCode)
            {
                throw failures.OfService(Error(body, response), response);
            }

            return Renewed(tokens, body) ?? throw failures.Malformed("it holds no access token");
        }
        catch (OperationCanceledException)
        {
            throw failures.TimedOut("did not renew the token", Limit, "timeout");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw failures.OfTransport(exception);
        }
    }

    private static FormUrlEncodedContent Form(CodexTokens tokens)
    {
        var fields = new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = tokens.RefreshToken!,
        };
        if (tokens.ClientId is { } client)
        {
            fields["client_id"] = client;
        }

        return new FormUrlEncodedContent(fields);
    }

    private static async Task<JsonElement> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxAnswerBytes];
        await using var body = await content.ReadAsStreamAsync(cancellationToken);
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        try
        {
            using var document = JsonDocument.Parse(buffer.AsMemory(0, length));
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private CodexTokens? Renewed(CodexTokens tokens, JsonElement body)
    {
        if (body.Text("access_token") is not { Length: > 0 } access)
        {
            return null;
        }

        var refresh = body.Text("refresh_token");
        Redactor.Process.Learn(access);
        Redactor.Process.Learn(refresh ?? "");
        return tokens.Renewed(
            access,
            string.IsNullOrEmpty(refresh) ? null : refresh,
            body.Integer("expires_in") is { } seconds and > 0 ? time.GetUtcNow().AddSeconds(seconds) : null);
    }

    // RFC 6749, section 5.2 has the error as text beside its description; Codex's own errors come as an object.
    private static ServiceError Error(JsonElement body, HttpResponseMessage response)
    {
        var error = body.Object("error");
        var code = error is null ? body.Text("error") ?? body.Text("code") : error.Value.Text("code") ?? error.Value.Text("type");
        var message = error is null ? body.Text("error_description") ?? body.Text("message") : error.Value.Text("message");
        var final = code is "invalid_grant" or "refresh_token_expired" or "refresh_token_reused" or "refresh_token_invalidated"
            || (int)response.StatusCode is 400 or 401 or 403;
        return new ServiceError(message ?? code ?? "", null, code) { Kind = final ? ErrorKind.Authentication : null };
    }
}
