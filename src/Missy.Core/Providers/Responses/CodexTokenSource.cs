using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Files;
using Missy.Providers.Secrets;

namespace Missy.Providers.Responses;

/// <summary>
/// The access token of a ChatGPT account, renewed five minutes before it ends and once when the service refuses it. A refresh
/// token works once, so only one renewal goes on at a time, in this process and among all, and whoever comes next reads the
/// file again before it asks.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Without a wait handle, which nobody asks for, a semaphore holds nothing.")]
internal sealed class CodexTokenSource(CodexTokenStore store, CodexTokenEndpoint endpoint, TimeProvider time) : ISecretSource
{
    /// <summary>How long before its end a token is renewed.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan LockLimit = TimeSpan.FromSeconds(45);
    private readonly SemaphoreSlim _renewing = new(1);
    private volatile Refusal? _refused;

    /// <inheritdoc/>
    public bool CanRenew => true;

    /// <inheritdoc/>
    public SecretState Peek()
    {
        var (tokens, problem, remedy) = store.Read();
        return tokens is null ? Missing(problem, remedy)
            : !EndsWithin(tokens, Window) ? Of(tokens)
            : _refused is { } refused && refused.RefreshToken == tokens.RefreshToken ? refused.State
            : tokens.RefreshToken is not null ? SecretState.Untried
            : EndsWithin(tokens, TimeSpan.Zero) ? Ended()
            : Of(tokens);
    }

    /// <inheritdoc/>
    public async ValueTask<SecretState> ReadAsync(CancellationToken cancellationToken)
    {
        var known = Peek();
        return known != SecretState.Untried ? known : await ShareAsync(null, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<SecretState> RenewAsync(string refused, CancellationToken cancellationToken) =>
        await ShareAsync(refused, cancellationToken);

    // A caller may leave; the renewal goes on, for its answer holds the only token there will be.
    private Task<SecretState> ShareAsync(string? refused, CancellationToken cancellationToken) =>
        Task.Run(() => RenewAloneAsync(refused), cancellationToken).WaitAsync(cancellationToken);

    private async Task<SecretState> RenewAloneAsync(string? refused)
    {
        await _renewing.WaitAsync();
        try
        {
            return await RenewUnderLockAsync(refused);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return SecretState.Missing(
                $"its ChatGPT token cannot be renewed: {exception.Message}", $"Give yourself the right to write {store.OwnPath} and its folder.");
        }
        finally
        {
            _renewing.Release();
        }
    }

    private async Task<SecretState> RenewUnderLockAsync(string? refused)
    {
        // Only for tokens that are there to be renewed: the file of the Codex command line is not ours to lock.
        var (tokens, problem, remedy) = store.Read();
        if (tokens?.RefreshToken is null)
        {
            return tokens is null ? Missing(problem, remedy) : EndsWithin(tokens, TimeSpan.Zero) ? Ended() : Of(tokens);
        }

        using var held = await FileLock.TakeAsync(store.OwnPath + ".lock", LockLimit, time);
        if (held is null)
        {
            return SecretState.Missing("another process has been renewing its ChatGPT token for too long", "End that process, or wait.", ErrorKind.Timeout);
        }

        (tokens, problem, remedy) = store.Read();
        if (tokens is null)
        {
            return Missing(problem, remedy);
        }

        var replaced = refused is not null && tokens.AccessToken != refused;
        return (refused is null || replaced) && !EndsWithin(tokens, Window) ? Of(tokens)
            : tokens.RefreshToken is null ? Ended()
            : await ExchangeAsync(tokens, refused);
    }

    private async Task<SecretState> ExchangeAsync(CodexTokens tokens, string? refused)
    {
        if (_refused is { } before && before.RefreshToken == tokens.RefreshToken)
        {
            return before.State;
        }

        // A link would be refused once the token is used up.
        if (new FileInfo(store.OwnPath!).LinkTarget is not null)
        {
            return SecretState.Missing($"the token file {store.OwnPath} is a symbolic link, and is not renewed", "Put the file itself there.");
        }

        try
        {
            var renewed = await endpoint.RenewAsync(tokens);
            store.Write(renewed);
            _refused = null;
            return Of(renewed);
        }
        catch (MissyException exception)
        {
            var state = SecretState.Missing(
                $"its ChatGPT token cannot be renewed: {exception.Message.TrimEnd('.')}",
                exception.Kind == ErrorKind.Authentication ? CodexTokenStore.HowToLogIn : exception.Remedy,
                exception.Kind);
            if (exception.Kind == ErrorKind.Authentication)
            {
                _refused = new Refusal(tokens.RefreshToken!, state);
            }

            // Five minutes early is early enough to go on with the old one while the service has a bad moment.
            return refused is null && exception.Kind != ErrorKind.Authentication && !EndsWithin(tokens, TimeSpan.Zero) ? Of(tokens) : state;
        }
    }

    private static SecretState Of(CodexTokens tokens) => SecretState.Found(tokens.AccessToken, tokens.Account);

    private static SecretState Missing(string? problem, string? remedy) =>
        SecretState.Missing(problem ?? "it has no key and no ChatGPT token", remedy ?? CodexTokenStore.HowToLogIn);

    private static SecretState Ended() =>
        SecretState.Missing("its ChatGPT token has ended and cannot be renewed here", "Run 'codex' once, which renews its own, or log in again with 'codex login'.");

    private bool EndsWithin(CodexTokens tokens, TimeSpan span) => tokens.ExpiresAt is { } end && end - time.GetUtcNow() <= span;

    private sealed record Refusal(string RefreshToken, SecretState State);
}
