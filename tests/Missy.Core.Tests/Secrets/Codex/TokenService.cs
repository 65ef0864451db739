using System.Text.Json;
using System.Web;
using Missy.Tests.Support;

namespace Missy.Tests.Secrets.Codex;

/// <summary>A login service whose refresh tokens work once each, as OpenAI's do.</summary>
internal sealed class TokenService : IDisposable
{
    private readonly object _lock = new();
    private readonly LoopbackServer _server;
    private string _current = "canary-refresh-0";
    private int _number;

    public TokenService() => _server = new LoopbackServer(AnswerAsync);

    public Uri Endpoint => new(_server.Url, "oauth/token");

    /// <summary>The form of each request.</summary>
    public List<Dictionary<string, string>> Requests { get; } = [];

    /// <summary>What the next requests are answered with in place of tokens.</summary>
    public (int Status, string Body)? Failure { get; set; }

    /// <summary>Holds every answer back.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Gives no new refresh token, as RFC 6749 allows.</summary>
    public bool KeepsRefreshToken { get; set; }

    public void Dispose() => _server.Dispose();

    private async Task<(int Status, string Body)> AnswerAsync(LoopbackRequest request)
    {
        var form = HttpUtility.ParseQueryString(request.Body);
        lock (_lock)
        {
            Requests.Add(form.AllKeys.ToDictionary(key => key!, key => form[key]!));
        }

        await Gate;
        lock (_lock)
        {
            if (Failure is { } failure)
            {
                return failure;
            }

            if (request.Path != "/oauth/token" || form["grant_type"] != "refresh_token" || form["refresh_token"] != _current)
            {
                return (401, """{"error":{"code":"refresh_token_reused","message":"The token was used before."}}""");
            }

            _number++;
            _current = KeepsRefreshToken ? _current : $"canary-refresh-{_number}";
            var tokens = new Dictionary<string, object> { ["access_token"] = $"canary-access-{_number}", ["expires_in"] = 3600, ["token_type"] = "Bearer" };
            if (!KeepsRefreshToken)
            {
                tokens["refresh_token"] = _current;
            }

            return (200, JsonSerializer.Serialize(tokens));
        }
    }
}
