using Missy.Configuration;
using Missy.Network;
using Missy.Providers.Keys;

namespace Missy.Providers;

/// <summary>
/// One provider of the registry: its settings, whether it can be called, and the calls. Keys are looked up at each question;
/// only what a command printed or a vault gave is kept. Safe for any number of threads.
/// </summary>
public sealed class RegisteredProvider
{
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ProbeLifetime = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time;
    private Probe? _lastProbe;

    internal RegisteredProvider(
        ProviderConfig config, CatalogueProvider service, Uri? baseUrl, bool local, bool ownHost, IChatProvider chat, KeyRing keys, TimeProvider time)
    {
        Config = config;
        Service = service;
        BaseUrl = baseUrl;
        Local = local;
        IsOwnHost = ownHost;
        Chat = keys.CanRenew ? new RenewingProvider(chat, keys) : chat;
        Keys = keys;
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
    public IReadOnlyList<string> KeySlotNames => Keys.Names;

    /// <summary>
    /// Whether it has what it needs, looked up now. No command is run and no vault opened for that: they count as
    /// <see cref="AuthStatus.Configured"/> until a call has tried them, and as missing for a few seconds after they failed.
    /// </summary>
    public AuthStatus AuthStatus => Keys.HasKey ? AuthStatus.Configured
        : Keys.NeedsKey ? AuthStatus.Missing
        : AuthStatus.NotRequired;

    /// <summary>Where the next call's key comes from, such as <c>ANTHROPIC_API_KEY</c>; null when there is none.</summary>
    public string? KeySource => Keys.Next;

    /// <summary>Whether it may be used: what was said of it in this process, else what its configuration says.</summary>
    public bool Enabled => Toggle() ?? Config.Enabled;

    /// <summary>What was said of it in this process, see <see cref="ProviderToggles"/>.</summary>
    internal Func<bool?> Toggle { get; init; } = static () => null;

    /// <summary>The error of a call that its circuit breaker would reject now; null when it would let it go.</summary>
    internal Func<MissyException?> WhyRejected { get; init; } = static () => null;

    /// <summary>Its keys, and which of them a call takes.</summary>
    internal KeyRing Keys { get; }

    /// <summary>
    /// Why it cannot be called now; null when it can, as far as is known. Nothing is asked of the network: only its circuit
    /// breaker counts, and the last probe of a local server, for a few seconds. A provider all of whose keys rest from their rate limit can be called:
    /// the call waits, or goes to another.
    /// </summary>
    public string? WhyUnavailable() => WhyOff() ?? Keys.Lack()?.Problem ?? WhyRejected()?.Message
        ?? (Local && Volatile.Read(ref _lastProbe) is { Failure: { } failure } probe && IsFresh(probe) ? failure.Message : null);

    /// <summary>Why it cannot be called now, whatever was said of it and its keys before: its settings forbid it, or it has no key.</summary>
    internal string? WhyUnusable() => WhyOff() ?? (AuthStatus == AuthStatus.Missing ? Keys.Lack()?.Problem : null);

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

        if (WhyOff() is not null)
        {
            return Unavailable();
        }

        var failure = await AskAsync(cancellationToken);
        Volatile.Write(ref _lastProbe, new Probe(failure, _time.GetTimestamp()));
        return failure;
    }

    /// <summary>
    /// A key for a question that costs nothing, such as for the list of models: one that a call would take, else one that is
    /// there. A command is run for it, a vault opened or a token renewed, where the key comes from there.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null where no key is needed and none is there.</returns>
    /// <exception cref="MissyException">A key is needed and none is there: <see cref="ErrorKind.Authentication"/>, or what kept it away.</exception>
    public ValueTask<Credential?> GetCredentialAsync(CancellationToken cancellationToken) => Keys.FindAsync(cancellationToken);

    /// <summary>Asks the service for its models. A key that it takes is good again, whatever was said of it before.</summary>
    /// <param name="cancellationToken">Ends the exchange at once.</param>
    /// <returns>The models in the service's order; empty for a service that has no list.</returns>
    /// <exception cref="MissyException">It cannot be asked, or did not answer.</exception>
    public async Task<IReadOnlyList<ModelInfo>> ListModelsAsync(CancellationToken cancellationToken)
    {
        var credential = await GetCredentialAsync(cancellationToken);
        var models = await Chat.ListModelsAsync(credential, cancellationToken);
        Absolve(credential);
        return models;
    }

    /// <summary>
    /// Makes a connection for a call to come, see <see cref="IChatProvider.Prepare"/>: not where it is known that no call could be
    /// made, and never by starting the simulator.
    /// </summary>
    internal void Prepare()
    {
        if (BaseUrl is not null && WhyUnavailable() is null)
        {
            Chat.Prepare();
        }
    }

    /// <summary>The error of a call that cannot be made now, with its remedy; for when <see cref="WhyUnavailable"/> says so.</summary>
    public MissyException Unavailable()
    {
        if (WhyOff() is null && Keys.Lack() is { } lack)
        {
            return lack.ToException(Name);
        }

        return (WhyOff() is null ? WhyRejected() : null) ?? new MissyException(ErrorKind.Configuration, $"Provider '{Name}' cannot be used: {(WhyUnavailable() ?? "it is not available").TrimEnd('.')}.")
        {
            Provider = Name,
        };
    }

    private async Task<MissyException?> AskAsync(CancellationToken cancellationToken)
    {
        Credential? credential;
        try
        {
            credential = await GetCredentialAsync(cancellationToken);
        }
        catch (MissyException exception)
        {
            return exception;
        }

        using var timer = new CallTimer(Local ? ProbeLimit : Timeout.InfiniteTimeSpan, _time, cancellationToken);
        try
        {
            var failure = await Chat.ProbeAsync(credential, timer.Token);
            if (failure is null)
            {
                Absolve(credential);
            }

            return failure;
        }
        catch (OperationCanceledException) when (timer.Expired)
        {
            return new MissyException(ErrorKind.Timeout, $"{Name} at {BaseUrl} did not answer within 0.5 s.") { Provider = Name };
        }
    }

    private void Absolve(Credential? credential)
    {
        if (credential is not null)
        {
            Keys.Absolve(credential);
        }
    }

    private string? WhyOff() => Problem
        ?? (Enabled ? null
        : Config.Enabled ? "it was disabled in this process; Enable-MissyProvider enables it"
        : "it is disabled in the configuration (enabled: false)");

    private bool IsFresh(Probe probe) => _time.GetElapsedTime(probe.At) <= ProbeLifetime;

    private sealed record Probe(MissyException? Failure, long At);
}
