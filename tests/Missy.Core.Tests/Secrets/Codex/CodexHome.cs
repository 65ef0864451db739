using System.Text;
using System.Text.Json;
using Missy.Configuration;
using Missy.Network;
using Missy.Providers.Responses;
using Missy.Tests.Support;

namespace Missy.Tests.Secrets.Codex;

/// <summary>A home folder with token files, and sources that read them as if each were a process of its own.</summary>
internal sealed class CodexHome : ISystemEnvironment, IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("missy-codex-").FullName;
    private readonly HttpDoor _door = new();

    public ManualTimeProvider Time { get; } = new();

    public TokenService Service { get; } = new();

    public string? HomeFolder => _home;

    public string OwnPath => Path.Combine(_home, ".missy", "secrets", "openai-oauth.json");

    public string CodexPath => Path.Combine(_home, ".codex", "auth.json");

    public JsonElement Saved => JsonDocument.Parse(File.ReadAllText(OwnPath)).RootElement;

    public string? GetVariable(string name) => null;

    public CodexTokenSource NewSource(TimeProvider? time = null) =>
        new(new CodexTokenStore(this), new CodexTokenEndpoint(Service.Endpoint, _door, NetworkPolicy.Default, time ?? Time), time ?? Time);

    public void WriteOwn(TimeSpan? expiresIn, string? refreshToken = "canary-refresh-0", string more = "", string mode = "600", DateTimeOffset? now = null)
    {
        var end = expiresIn is { } left ? FormattableString.Invariant($",\"expires_at\":{((now ?? Time.GetUtcNow()) + left).ToUnixTimeSeconds()}.5") : "";
        var refresh = refreshToken is null ? "" : $",\"refresh_token\":\"{refreshToken}\"";
        UnixFile.Write(
            OwnPath,
            $$"""{"provider":"openai-codex","client_id":"test-client","access_token":"canary-access-0","token_type":"Bearer","account_id":"account-1","email":"a@b.example"{{refresh}}{{end}}{{more}}}""",
            mode);
    }

    public void WriteCodex(string accessToken) =>
        UnixFile.Write(CodexPath, $$"""{"OPENAI_API_KEY":null,"tokens":{"id_token":"x","access_token":"{{accessToken}}","refresh_token":"canary-cli-refresh","account_id":"account-2"},"last_refresh":"2026-01-01T00:00:00Z"}""");

    /// <summary>A web token that ends then; its signature is none.</summary>
    public string WebToken(TimeSpan endsIn, string account = "account-3")
    {
        static string Encode(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var end = (Time.GetUtcNow() + endsIn).ToUnixTimeSeconds();
        return Encode("""{"alg":"none"}""") + "." + Encode(FormattableString.Invariant($$"""{"https://api.openai.com/auth":{"chatgpt_account_id":"{{account}}"},"exp":{{end}} }""")) + ".c2ln";
    }

    public void Dispose()
    {
        _door.Dispose();
        Service.Dispose();
        Directory.Delete(_home, recursive: true);
    }
}
