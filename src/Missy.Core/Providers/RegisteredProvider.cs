using Missy.Configuration;
using Missy.Network;

namespace Missy.Providers;

/// <summary>
/// One provider of the registry: its settings, whether it can be called, and the calls. Keys are looked up at each question,
/// never kept. Safe for any number of threads.
/// </summary>
public sealed class RegisteredProvider
{
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ProbeLifetime = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyList<KeySlot> _slots;
    private readonly SecretResolver _secrets;
    private readonly TimeProvider _time;
    private Probe? _lastProbe;

    internal RegisteredProvider(
        ProviderConfig config, CatalogueProvider service, Uri? baseUrl, bool local, IChatProvider chat, SecretResolver secrets, TimeProvider time)
    {
        Config = config;
        Service = service;
        BaseUrl = baseUrl;
        Local = local;
        Chat = chat;
        IsOwnHost = service.Wire == WireKind.Simulator
            || (baseUrl is not null && (ServiceAddress.IsOwn(service, baseUrl) || (service.Local && local)));
        _secrets = secrets;
        _time = time;
        _slots = KeySlots.Of(config, service, IsOwnHost);
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
    public IReadOnlyList<string> KeySlotNames => [.. _slots.Select(slot => slot.Name)];

    /// <summary>Whether it has what it needs, looked up now.</summary>
    public AuthStatus AuthStatus => FindKey(null) is { Credential: not null } ? AuthStatus.Configured
        : NeedsKey ? AuthStatus.Missing
        : AuthStatus.NotRequired;

    /// <summary>Where the key comes from, such as <c>ANTHROPIC_API_KEY</c>; null when there is none.</summary>
    public string? KeySource => FindKey(null).Credential?.Slot;

    private bool NeedsKey => !Local
        && Config.Auth != AuthMode.None
        && (Service.KeyEnv.Count > 0 || _slots.Count > 0 || Service.Auth != CatalogueAuth.None);

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

        var failure = Problem is not null || !Config.Enabled || (NeedsKey && FindKey(null).Credential is null)
            ? Unavailable()
            : await AskAsync(cancellationToken);
        Volatile.Write(ref _lastProbe, new Probe(failure, _time.GetTimestamp()));
        return failure;
    }

    /// <summary>The key for a call.</summary>
    /// <param name="model">The model to be called; null = any.</param>
    /// <returns>Null where no key is needed and none is there.</returns>
    /// <exception cref="MissyException"><see cref="ErrorKind.Authentication"/>: a key is needed and none is there.</exception>
    public Credential? GetCredential(string? model) =>
        FindKey(model).Credential ?? (NeedsKey ? throw Unavailable() : null);

    /// <summary>The error of a call that cannot be made now, with its remedy; for when <see cref="WhyUnavailable"/> says so.</summary>
    public MissyException Unavailable()
    {
        var missing = Problem is null && Config.Enabled && AuthStatus == AuthStatus.Missing;
        return new MissyException(
            missing ? ErrorKind.Authentication : ErrorKind.Configuration,
            $"Provider '{Name}' cannot be used: {(WhyUnavailable() ?? "it is not available").TrimEnd('.')}.")
        {
            Provider = Name,
            Remedy = missing ? $"Set {(_slots.Count > 0 ? _slots[0].Name : $"'api_key' of providers.{Name}")}, or choose another provider." : null,
        };
    }

    private async Task<MissyException?> AskAsync(CancellationToken cancellationToken)
    {
        using var timer = new CallTimer(Local ? ProbeLimit : Timeout.InfiniteTimeSpan, _time, cancellationToken);
        try
        {
            return await Chat.ProbeAsync(FindKey(null).Credential, timer.Token);
        }
        catch (OperationCanceledException) when (timer.Expired)
        {
            return new MissyException(ErrorKind.Timeout, $"{Name} at {BaseUrl} did not answer within 0.5 s.") { Provider = Name };
        }
    }

    private (Credential? Credential, string? Problem) FindKey(string? model)
    {
        string? problem = null;
        foreach (var slot in _slots)
        {
            var (value, why) = _secrets.Resolve(slot.Reference);
            if (value is not null && MayUse(slot, model))
            {
                return (new Credential(slot.Name, new Secret(value)), null);
            }

            problem ??= why;
        }

        return (null, problem);
    }

    private static bool MayUse(KeySlot slot, string? model) =>
        model is null
        || slot.Models.Count == 0
        || slot.Models.Any(pattern => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, model));

    internal string WhyNoKey() => FindKey(null).Problem
        ?? (IsOwnHost || Service.KeyEnv.Count == 0
            ? "it has no key"
            : $"it has no key of its own, and {Service.KeyEnv[0]} is sent to {Service.DisplayName} alone");

    private bool IsFresh(Probe probe) => _time.GetElapsedTime(probe.At) <= ProbeLifetime;

    private sealed record Probe(MissyException? Failure, long At);
}
