using Missy.Providers.Responses;
using Missy.Providers.Secrets;
using Missy.Tests.Support;

namespace Missy.Tests.Secrets.Codex;

public sealed class TokenRenewalTests : IDisposable
{
    private readonly CodexHome _home = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData(3600, 0)]
    [InlineData(302, 0)]
    [InlineData(299, 1)]
    [InlineData(1, 1)]
    [InlineData(0, 1)]
    [InlineData(-3600, 1)]
    public async Task A_token_is_renewed_five_minutes_before_it_ends(int seconds, int renewals)
    {
        _home.WriteOwn(TimeSpan.FromSeconds(seconds));

        var state = await _home.NewSource().ReadAsync(Cancellation);

        Assert.Equal(($"canary-access-{renewals}", "account-1"), (state.Value, state.Account));
        Assert.Equal(renewals, _home.Service.Requests.Count);
    }

    [Fact]
    public async Task A_token_that_ends_nobody_knows_when_is_used_until_it_is_refused()
    {
        _home.WriteOwn(expiresIn: null);
        var source = _home.NewSource();

        Assert.Equal("canary-access-0", (await source.ReadAsync(Cancellation)).Value);
        Assert.Equal("canary-access-1", (await source.RenewAsync("canary-access-0", Cancellation)).Value);
    }

    [Fact]
    public async Task The_request_is_that_of_RFC_6749_and_what_comes_is_saved_before_it_is_used()
    {
        _home.WriteOwn(TimeSpan.Zero);

        var state = await _home.NewSource().ReadAsync(Cancellation);

        Assert.Equal("canary-access-1", state.Value);
        Assert.Equal(
            [("client_id", "test-client"), ("grant_type", "refresh_token"), ("refresh_token", "canary-refresh-0")],
            Assert.Single(_home.Service.Requests).Select(field => (field.Key, field.Value)).Order());
        var saved = _home.Saved;
        Assert.Equal("canary-access-1", saved.GetProperty("access_token").GetString());
        Assert.Equal("canary-refresh-1", saved.GetProperty("refresh_token").GetString());
        Assert.Equal(_home.Time.GetUtcNow().AddHours(1).ToUnixTimeSeconds(), saved.GetProperty("expires_at").GetInt64());
        Assert.Equal(("test-client", "account-1", "a@b.example", "Bearer"), (
            saved.GetProperty("client_id").GetString(), saved.GetProperty("account_id").GetString(), saved.GetProperty("email").GetString(), saved.GetProperty("token_type").GetString()));
        Assert.Equal("600", UnixFile.Mode(_home.OwnPath));
    }

    [Fact]
    public async Task A_service_that_gives_no_new_refresh_token_leaves_the_old_in_force()
    {
        _home.Service.KeepsRefreshToken = true;
        _home.WriteOwn(TimeSpan.Zero);

        await _home.NewSource().ReadAsync(Cancellation);

        Assert.Equal("canary-refresh-0", _home.Saved.GetProperty("refresh_token").GetString());
    }

    [Theory]
    [InlineData(1, 20)]
    [InlineData(8, 5)]
    public async Task However_many_processes_need_it_at_once_a_refresh_token_is_used_once(int processes, int callers)
    {
        _home.WriteOwn(TimeSpan.Zero, now: TimeProvider.System.GetUtcNow());
        var sources = Enumerable.Range(0, processes).Select(_ => _home.NewSource(TimeProvider.System)).ToList();

        var states = await Task.WhenAll(sources.SelectMany(source => Enumerable.Range(0, callers).Select(_ => source.ReadAsync(Cancellation).AsTask())));

        Assert.All(states, state => Assert.Equal("canary-access-1", state.Value));
        Assert.Single(_home.Service.Requests);
    }

    [Fact]
    public async Task A_token_that_was_refused_to_all_at_once_is_renewed_once()
    {
        _home.WriteOwn(TimeSpan.FromHours(1), now: TimeProvider.System.GetUtcNow());
        var sources = Enumerable.Range(0, 4).Select(_ => _home.NewSource(TimeProvider.System)).ToList();

        var states = await Task.WhenAll(sources.SelectMany(source => Enumerable.Range(0, 5).Select(_ => source.RenewAsync("canary-access-0", Cancellation).AsTask())));

        Assert.All(states, state => Assert.Equal("canary-access-1", state.Value));
        Assert.Single(_home.Service.Requests);
    }

    [Fact]
    public async Task Who_leaves_ends_no_renewal()
    {
        var gate = new TaskCompletionSource();
        _home.Service.Gate = gate.Task;
        _home.WriteOwn(TimeSpan.Zero);
        using var leaving = new CancellationTokenSource();
        var source = _home.NewSource();
        var left = source.ReadAsync(leaving.Token).AsTask();
        while (_home.Service.Requests.Count == 0)
        {
            await Task.Delay(5, Cancellation);
        }

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        var waiting = source.ReadAsync(Cancellation).AsTask();
        gate.SetResult();

        Assert.Equal("canary-access-1", (await waiting).Value);
        Assert.Equal("canary-refresh-1", _home.Saved.GetProperty("refresh_token").GetString());
        Assert.Single(_home.Service.Requests);
    }

    [Theory]
    [InlineData(401, """{"error":{"code":"refresh_token_reused","message":"used before canary-refresh-0"}}""", "used before ***")]
    [InlineData(400, """{"error":"invalid_grant","error_description":"expired"}""", "expired")]
    [InlineData(403, "", "no reason given")]
    [InlineData(401, "<html>", "no reason given")]
    public async Task A_refusal_is_final_until_the_file_changes(int status, string body, string words)
    {
        _home.Service.Failure = (status, body);
        _home.WriteOwn(TimeSpan.FromMinutes(2));
        var source = _home.NewSource();
        Assert.Equal(SecretState.Untried, source.Peek());

        var state = await source.ReadAsync(Cancellation);
        Assert.Equal(state, await source.ReadAsync(Cancellation));
        Assert.Equal(state, await source.RenewAsync("canary-access-0", Cancellation));

        Assert.Null(state.Value);
        Assert.Contains("cannot be renewed", state.Problem, StringComparison.Ordinal);
        Assert.EndsWith(words, state.Problem, StringComparison.Ordinal);
        Assert.Equal((ErrorKind.Authentication, CodexTokenStore.HowToLogIn), (state.Kind, state.Remedy));
        Assert.Single(_home.Service.Requests);
        _home.Service.Failure = null;
        _home.WriteOwn(TimeSpan.FromHours(2), "canary-refresh-new");
        Assert.Equal("canary-access-0", source.Peek().Value);
    }

    [Theory]
    [InlineData(60, 500, "canary-access-0", ErrorKind.Unknown)]
    [InlineData(60, 429, "canary-access-0", ErrorKind.Unknown)]
    [InlineData(-60, 500, null, ErrorKind.Unavailable)]
    [InlineData(-60, 429, null, ErrorKind.RateLimited)]
    [InlineData(-60, 200, null, ErrorKind.MalformedResponse)]
    public async Task A_passing_trouble_matters_only_once_the_token_has_ended(int seconds, int status, string? value, ErrorKind kind)
    {
        _home.Service.Failure = (status, "{}");
        _home.WriteOwn(TimeSpan.FromSeconds(seconds));
        var source = _home.NewSource();

        var state = await source.ReadAsync(Cancellation);

        Assert.Equal((value, kind), (state.Value, state.Kind));
        _home.Service.Failure = null;
        Assert.Equal("canary-access-1", (await source.ReadAsync(Cancellation)).Value);
    }

    [Fact]
    public async Task A_service_that_is_silent_is_given_up()
    {
        var gate = new TaskCompletionSource();
        _home.Service.Gate = gate.Task;
        _home.WriteOwn(-TimeSpan.FromMinutes(1));
        var reading = _home.NewSource().ReadAsync(Cancellation).AsTask();
        await _home.Time.WaiterAsync(TimeSpan.FromSeconds(30));

        _home.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(ErrorKind.Timeout, (await reading.WaitAsync(TimeSpan.FromSeconds(20), Cancellation)).Kind);
        gate.SetResult();
    }

    [Fact]
    public async Task A_link_is_not_renewed_and_its_refresh_token_not_used_up()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Creating links needs a privilege there.");
        _home.WriteOwn(TimeSpan.Zero);
        var elsewhere = _home.OwnPath + ".real";
        File.Move(_home.OwnPath, elsewhere);
        File.CreateSymbolicLink(_home.OwnPath, elsewhere);

        var state = await _home.NewSource().ReadAsync(Cancellation);

        Assert.Contains("symbolic link", state.Problem, StringComparison.Ordinal);
        Assert.Empty(_home.Service.Requests);
    }
}
