namespace Missy.Network;

/// <summary>
/// One provider's way through the door: what it may send where. The verdict on its own address is worked out once; a call to it
/// costs a comparison.
/// </summary>
internal sealed class Passage
{
    private readonly HttpDoor _door;
    private readonly NetworkPolicy _policy;
    private readonly string _provider;
    private readonly Func<Uri> _baseUrl;
    private readonly bool _local;
    private readonly TimeSpan _connectTimeout;
    private Admission? _own;

    /// <param name="door">The door.</param>
    /// <param name="policy">The rules in effect.</param>
    /// <param name="provider">The provider's registry name.</param>
    /// <param name="baseUrl">Its address, which may be known only at run time.</param>
    /// <param name="local">Whether it counts as local.</param>
    /// <param name="connectTimeout">How long making a connection may take.</param>
    public Passage(HttpDoor door, NetworkPolicy policy, string provider, Func<Uri> baseUrl, bool local, TimeSpan connectTimeout)
    {
        _door = door;
        _policy = policy;
        _provider = provider;
        _baseUrl = baseUrl;
        _local = local;
        _connectTimeout = connectTimeout;
    }

    /// <summary>Sends a request and returns as soon as the answer's headers are here; the caller disposes the answer.</summary>
    /// <param name="request">The request, with an absolute URL.</param>
    /// <param name="confidential">Whether a key, token or secret header travels with it.</param>
    /// <param name="cancellationToken">Ends the exchange at once.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.PolicyDenied"/>; nothing was sent.</exception>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, bool confidential, CancellationToken cancellationToken) =>
        _door.SendAsync(request, this, confidential, cancellationToken);

    /// <summary>Lets a request pass.</summary>
    /// <param name="request">The request, with an absolute URL.</param>
    /// <param name="confidential">Whether a key, token or secret header travels with it.</param>
    /// <returns>How a connection for it is made.</returns>
    /// <exception cref="MissyException"><see cref="ErrorKind.PolicyDenied"/>, before anything was sent or looked up.</exception>
    public Admission Admit(HttpRequestMessage request, bool confidential)
    {
        var url = request.RequestUri!;
        var admission = Judge(url);
        return Refusal(admission, request.Method, url, confidential) is { } refusal ? throw Denied(admission.Authority, refusal) : admission;
    }

    /// <summary>
    /// Makes a connection for a POST to come, where one with a key would be let pass: in the background, and whether it works out
    /// is nobody's concern. Nothing is sent.
    /// </summary>
    /// <param name="url">Where the request will go.</param>
    public void Prepare(Uri url)
    {
        var admission = Judge(url);
        if (Refusal(admission, HttpMethod.Post, url, confidential: true) is null)
        {
            _door.Prepare(admission);
        }
    }

    /// <summary>The error of a request that was refused.</summary>
    public MissyException Denied(string authority, PolicyDecision decision) => new(
        ErrorKind.PolicyDenied,
        $"{_provider} may not reach {authority}: {decision.Reason} (rule {decision.Rule}). Nothing was sent.")
    {
        Provider = _provider,
        Remedy = decision.Remedy,
    };

    private Admission Judge(Uri url) => Own() is var own && own.IsFor(url) ? own : AdmitOther(url);

    private PolicyDecision? Refusal(Admission admission, HttpMethod method, Uri url, bool confidential)
    {
        if (!admission.Decision.Allowed)
        {
            return admission.Decision;
        }

        if (confidential && !admission.MayCarrySecrets)
        {
            return PolicyDecision.Deny(
                "https",
                "a key would travel in clear",
                $"Use https in 'base_url' of providers.{_provider}, or set 'local: true' if the service is on the own network.");
        }

        return admission.HasRestRules && Target.Of(url, out _) is { } target
            && _policy.CheckRequest(method.Method, target) is { Allowed: false } decision ? decision : null;
    }

    private Admission Own()
    {
        var url = _baseUrl();
        return _own is { } known && ReferenceEquals(known.Url, url) ? known : _own = AdmitOwn(url);
    }

    private Admission AdmitOwn(Uri url) => Target.Of(url, out var problem) is { } target
        ? Admission(url, target, _policy.Check(target, new ProviderEndpoint(_provider, url, _local)), _local)
        : Malformed(url, problem);

    private Admission AdmitOther(Uri url)
    {
        if (Target.Of(url, out var problem) is not { } target)
        {
            return Malformed(url, problem);
        }

        // What another provider may as a local one, this one may not.
        var decision = _policy.Check(target);
        return Admission(url, target, decision with { Local = decision.Local && target.Host.KnownAddresses is not null }, local: false);
    }

    private Admission Admission(Uri url, Target target, PolicyDecision decision, bool local) => new(
        url,
        target.Authority,
        decision,
        target,
        new ConnectionClass(_connectTimeout, _policy.Addresses, decision.Local, null),
        _policy.Proxy)
    {
        HasRestRules = _policy.HasRestRules(target.Host),
        MayCarrySecrets = url.Scheme == Uri.UriSchemeHttps || local || target.Host.IsLoopback,
        Local = local,
    };

    private Admission Malformed(Uri url, string problem) => new(
        url,
        url.IsAbsoluteUri ? url.Host : "its address",
        PolicyDecision.Deny("url", problem, $"Correct 'base_url' of providers.{_provider}."),
        null,
        new ConnectionClass(_connectTimeout, _policy.Addresses, local: false, null),
        _policy.Proxy);
}
