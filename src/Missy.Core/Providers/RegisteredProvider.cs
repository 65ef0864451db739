using Missy.Configuration;
using Missy.Network;
using Missy.Providers.Secrets;

namespace Missy.Providers;

/// <summary>
/// One provider of the registry: its settings, whether it can be called, and the calls. Keys are looked up at each question;
/// only what a command printed or a vault gave is kept. Safe for any number of threads.
/// </summary>
public sealed class RegisteredProvider
{
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ProbeLifetime = TimeSpan.FromSeconds(5);

    private readonly ProviderKeys _keys;
    private readonly TimeProvider _time;
    private Probe? _lastProbe;

    internal RegisteredProvider(
        ProviderConfig config, CatalogueProvider service, Uri? baseUrl, bool local, bool ownHost, IChatProvider chat, ProviderKeys keys, TimeProvider time)
    {
        Config = config;
        Service = service;
        BaseUrl = baseUrl;
        Local = local;
        IsOwnHost = ownHost;
        Chat = keys.CanRenew ? new RenewingProvider(chat, keys) : chat;
        _keys = keys;
        _time = time;
    }

    /// <summary>The registry name.</summary>
    public string Name => Config.Name;

    /// <summary>Its entry of the configuration; made up from the catalogue when there is no file.</summary>
    public ProviderConfig Config { get; }

    /// <summary>The service that it is.</summary>
    public CatalogueProvider Service { get; }

    /// <summary>Where it is; null when that is missing (see <see cref="Problem"/>) or known only at run time (the simulator).</summary>
    public Uri? BaseUrl { get; }

    /// <summary>Whether it runs on this machine or network.</summary>
    public bool Local { get; }

    /// <summary>Whether the base URL is the service's own and not that of another who speaks its protocol.</summary>
    public bool IsOwnHost { get; }

    /// <summary>Why it can never be called as it is configured; null when nothing stands in the way.</summary>
    public string? Problem { get; internal init; }

    /// <summary>True when no file names it: it is known from the catalogue, and there when its key is.</summary>
    public bool Implicit { get; internal init; }

    /// <summary>The calls.</summary>
    public IChatProvider Chat { get; }

    /// <summary>The names of its key slots, in order; never the keys.</summary>
    public IReadOnlyList<string> KeySlotNames => _keys.Names;

    /// <summary>
    /// Whether it has what it needs, looked up now. No command is run and no vault opened for that: they count as
    /// <see cref="AuthStatus.Configured"/> until a call has tried them, and as missing for a few seconds after they failed.
    /// </summary>
    public AuthStatus AuthStatus => _keys.Peek(null).Slot is not null ? AuthStatus.Configured
        : NeedsKey ? AuthStatus.Missing
        : AuthStatus.NotRequired;

    /// <summary>Where the key comes from, such as <c>ANTHROPIC_API_KEY</c>; null when there is none.</summary>
    public string? KeySource => _keys.Peek(null).Slot;

    private bool NeedsKey => !Local
        && Config.Auth != AuthMode.None
        && (Service.KeyEnv.Count > 0 || _keys.Names.Count > 0 || Service.Auth != CatalogueAuth.None);

    /// <summary>
    /// Why it cannot be called now; null when it can, as far as is known. Nothing is asked of the network: only the last
    /// probe of a local server counts, for a few seconds.
    /// </summary>
    public string? WhyUnavailable() => WhyUnusable()
        ?? (Local && Volatile.Read(ref _lastProbe) is { Failure: { } failure } probe && IsFresh(probe) ? failure.Message : null);

    /// <summary>Why it cannot be called now, whatever the last probe said: its settings forbid it, or it has no key.</summary>
    internal string? WhyUnusable()
    {
        if (Problem is not null)
        {
            return Problem;
        }

        if (!Config.Enabled)
        {
            return "it is disabled in the configuration (enabled: false)";
        }

        return AuthStatus == AuthStatus.Missing ? WhyNoKey() : null;
    }

    /// <summary>Asks the service whether it answers; a local one has half a second. The result is kept for five seconds.</summary>
    /// <param name="fresh">True asks although a recent result is known.</param>
    /// <param name="cancellationToken">Ends the exchange at once.</param>
    /// <returns>Null when it answers, else why not.</returns>
    public async Task<MissyException?> ProbeAsync(bool fresh, CancellationToken cancellationToken)
    {
        if (!fresh && Volatile.Read(ref _lastProbe) is { } known && IsFresh(known))
        {
            return known.Failure;
        }

        var failure = Problem is not null || !Config.Enabled ? Unavailable() : await AskAsync(cancellationToken);
        Volatile.Write(ref _lastProbe, new Probe(failure, _time.GetTimestamp()));
        return failure;
    }

    /// <summary>The key for a call. A command is run for it, a vault opened or a token renewed, where the key comes from there.</summary>
    /// <param name="model">The model to be called; null = any.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null where no key is needed and none is there.</returns>
    /// <exception cref="MissyException">A key is needed and none is there: <see cref="ErrorKind.Authentication"/>, or what kept it away.</exception>
    public async ValueTask<Credential?> GetCredentialAsync(string? model, CancellationToken cancellationToken)
    {
        var (credential, state) = await _keys.ReadAsync(model, cancellationToken);
        return credential ?? (NeedsKey ? throw NoKey(state) : null);
    }

    /// <summary>The error of a call that cannot be made now, with its remedy; for when <see cref="WhyUnavailable"/> says so.</summary>
    public MissyException Unavailable()
    {
        if (Problem is null && Config.Enabled && AuthStatus == AuthStatus.Missing)
        {
            return NoKey(_keys.Peek(null).State);
        }

        return new MissyException(ErrorKind.Configuration, $"Provider '{Name}' cannot be used: {(WhyUnavailable() ?? "it is not available").TrimEnd('.')}.")
        {
            Provider = Name,
        };
    }

    private async Task<MissyException?> AskAsync(CancellationToken cancellationToken)
    {
        Credential? credential;
        try
        {
            credential = await GetCredentialAsync(null, cancellationToken);
        }
        catch (MissyException exception)
        {
            return exception;
        }

        using var timer = new CallTimer(Local ? ProbeLimit : Timeout.InfiniteTimeSpan, _time, cancellationToken);
        try
        {
            return await Chat.ProbeAsync(credential, timer.Token);
        }
        catch (OperationCanceledException) when (timer.Expired)
        {
            return new MissyException(ErrorKind.Timeout, $"{Name} at {BaseUrl} did not answer within 0.5 s.") { Provider = Name };
        }
    }

    internal string WhyNoKey() => WhyNoKey(_keys.Peek(null).State);

    private string WhyNoKey(SecretState state) => state.Problem
        ?? (IsOwnHost || Service.KeyEnv.Count == 0
            ? "it has no key"
            : $"it has no key of its own, and {Service.KeyEnv[0]} is sent to {Service.DisplayName} alone");

    private MissyException NoKey(SecretState state) =>
        new(state.Problem is null ? ErrorKind.Authentication : state.Kind, $"Provider '{Name}' cannot be used: {WhyNoKey(state).TrimEnd('.')}.")
        {
            Provider = Name,
            Remedy = state.Problem is not null ? state.Remedy
                : $"Set {(_keys.Names.Count > 0 ? _keys.Names[0] : $"'api_key' of providers.{Name}")}, or choose another provider.",
        };

    private bool IsFresh(Probe probe) => _time.GetElapsedTime(probe.At) <= ProbeLifetime;

    private sealed record Probe(MissyException? Failure, long At);
}
