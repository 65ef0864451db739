using Missy.Providers.Responses;
using Missy.Tests.Support;

namespace Missy.Tests.Secrets.Codex;

public sealed class TokenFileTests : IDisposable
{
    private readonly CodexHome _home = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Without_a_file_the_remedy_says_how_to_log_in()
    {
        var state = await _home.NewSource().ReadAsync(Cancellation);

        Assert.Equal(("it has no key and no ChatGPT token", CodexTokenStore.HowToLogIn), (state.Problem, state.Remedy));
        Assert.False(Directory.Exists(Path.GetDirectoryName(_home.OwnPath)));
    }

    [Theory]
    [InlineData("640")]
    [InlineData("644")]
    public async Task A_token_file_that_others_may_read_is_not_used(string mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Modes are a thing of Unix.");
        _home.WriteOwn(TimeSpan.FromHours(1), mode: mode);

        var state = await _home.NewSource().ReadAsync(Cancellation);

        Assert.Contains("is not used: Others than you have access", state.Problem, StringComparison.Ordinal);
        Assert.Equal($"Run: chmod 600 {_home.OwnPath}", state.Remedy);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    public async Task A_file_that_is_no_object_is_told(string text)
    {
        UnixFile.Write(_home.OwnPath, text);

        Assert.Equal($"the token file {_home.OwnPath} is no JSON object", (await _home.NewSource().ReadAsync(Cancellation)).Problem);
    }

    [Fact]
    public async Task The_account_is_that_of_the_file_else_of_the_token()
    {
        UnixFile.Write(_home.OwnPath, $$"""{"access_token":"{{_home.WebToken(TimeSpan.FromHours(1))}}"}""");

        var state = await _home.NewSource().ReadAsync(Cancellation);

        Assert.Equal("account-3", state.Account);
    }

    [Fact]
    public async Task A_token_tells_its_own_end_where_the_file_does_not()
    {
        UnixFile.Write(_home.OwnPath, $$"""{"refresh_token":"canary-refresh-0","access_token":"{{_home.WebToken(TimeSpan.FromMinutes(4))}}"}""");

        Assert.Equal("canary-access-1", (await _home.NewSource().ReadAsync(Cancellation)).Value);
    }

    [Fact]
    public async Task The_token_of_the_Codex_command_line_is_read_and_never_renewed()
    {
        var token = _home.WebToken(TimeSpan.FromMinutes(1));
        _home.WriteCodex(token);
        var before = File.ReadAllText(_home.CodexPath);
        var source = _home.NewSource();

        var state = await source.ReadAsync(Cancellation);
        Assert.Equal((token, "account-2"), (state.Value, state.Account));
        Assert.Equal(token, (await source.RenewAsync(token, Cancellation)).Value);

        _home.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Contains("Run 'codex' once", (await source.ReadAsync(Cancellation)).Remedy, StringComparison.Ordinal);
        Assert.Empty(_home.Service.Requests);
        Assert.Equal(before, File.ReadAllText(_home.CodexPath));
        Assert.Equal([_home.CodexPath], Directory.GetFiles(_home.HomeFolder!, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Missys_own_file_goes_before_it()
    {
        _home.WriteCodex(_home.WebToken(TimeSpan.FromHours(1)));
        _home.WriteOwn(TimeSpan.FromHours(1));

        Assert.Equal("canary-access-0", (await _home.NewSource().ReadAsync(Cancellation)).Value);
    }

    [Fact]
    public void Tokens_do_not_tell_themselves() =>
        Assert.Equal("***", CodexTokens.Parse("""{"access_token":"canary-access-0","refresh_token":"canary-refresh-0"}""")!.ToString());
}
