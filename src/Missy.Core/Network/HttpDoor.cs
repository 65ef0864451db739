using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;

namespace Missy.Network;

/// <summary>
/// The one way out: every request to a provider, model lists and probes included, is sent from here, where the network policy
/// allows it. It follows no redirect, keeps no cookie, takes no proxy but by the configuration, undoes no compression that nobody
/// asked for, and never waits to drain an answer that nobody wants.
/// </summary>
public sealed class HttpDoor : IDisposable
{
    private const int MaxHeaderKilobytes = 64;

    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    // An invoker rather than an HttpClient, and no IHttpClientFactory: connections take turns by their lifetime, time limits and
    // headers are the caller's, and each would cost every call something and the first one a good deal.
    private readonly ConcurrentDictionary<string, Lazy<HttpMessageInvoker>> _pools = new(StringComparer.Ordinal);
    private readonly Func<ConnectionClass, HttpMessageHandler> _newHandler;
    private readonly IHostResolver _resolver;
    private readonly IDialer _dialer;
    private readonly TimeProvider _time;
    private readonly Func<Uri, Uri?> _systemProxy;

    // Null = the process's own metrics.
    private readonly IMeterFactory? _meters;

    // Null where another handler sends, which would not take them.
    private readonly PreparedConnections? _prepared;

    /// <summary>Opens the door; no connection is made before the first request.</summary>
    public HttpDoor()
        : this(new SystemHostResolver(), new TcpDialer(), TimeProvider.System, SystemProxy.Find)
    {
    }

    internal HttpDoor(
        IHostResolver resolver,
        IDialer dialer,
        TimeProvider time,
        Func<Uri, Uri?> systemProxy,
        Func<HttpMessageHandler>? handler = null,
        IMeterFactory? meters = null)
    {
        _meters = meters;
        _resolver = resolver;
        _dialer = dialer;
        _time = time;
        _systemProxy = systemProxy;
        _newHandler = handler is null ? NewHandler : _ => handler();
        _prepared = handler is null ? new PreparedConnections(resolver, dialer, time) : null;
    }

    /// <summary>How many connections were made ahead, or are being made, and not taken yet.</summary>
    internal int PreparedConnections => _prepared?.Count ?? 0;

    /// <summary>Sends a request and returns as soon as the answer's headers are here; the caller disposes the answer.</summary>
    /// <param name="request">The request, with an absolute URL.</param>
    /// <param name="passage">What its provider may send where.</param>
    /// <param name="confidential">Whether a key, token or secret header travels with it.</param>
    /// <param name="cancellationToken">Ends the exchange at once.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.PolicyDenied"/>; nothing was sent.</exception>
    internal async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, Passage passage, bool confidential, CancellationToken cancellationToken)
    {
        var admission = passage.Admit(request, confidential);
        var connection = admission.Connection(_systemProxy);
        var pool = _pools.GetOrAdd(
            connection.Name,
            static (_, made) => new Lazy<HttpMessageInvoker>(() => new HttpMessageInvoker(made.Door._newHandler(made.Connection))),
            (Door: this, Connection: connection));

        // Not higher: HTTP/3 runs over sockets of its own, past the check of the address, and wherever an answer's Alt-Svc says.
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        var wire = WireLog.Current;
        var started = wire is null ? 0 : _time.GetTimestamp();
        try
        {
            var response = await pool.Value.SendAsync(request, cancellationToken);
            _prepared?.Answered(admission.Place(connection));
            wire?.Answered(request, response, RequestIdHeader.Read(response.Headers), _time.GetElapsedTime(started));
            return response;
        }
        catch (Exception exception)
        {
            wire?.Failed(request, exception, _time.GetElapsedTime(started));
            if (exception is HttpRequestException failure && AddressRefusedException.Behind(failure) is { } refusal)
            {
                throw passage.Denied(admission.Authority, refusal);
            }

            // Some of what a cancellation breaks off is told as a failed request.
            if (exception is HttpRequestException && cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(exception.Message, exception, cancellationToken);
            }

            throw;
        }
    }

    /// <summary>
    /// Makes a connection for a request to come, in the background, where there is likely to be none; nothing is sent. Not through
    /// a proxy: to find out which one the system has may take a while.
    /// </summary>
    /// <param name="admission">What lets the request pass.</param>
    internal void Prepare(Admission admission)
    {
        if (admission.Connection(static url => url) is { Proxy: null } connection)
        {
            _prepared?.Open(connection, admission.Place(connection));
        }
    }

    /// <summary>Closes all connections.</summary>
    public void Dispose()
    {
        foreach (var pool in _pools.Values.Where(static pool => pool.IsValueCreated))
        {
            pool.Value.Dispose();
        }

        _prepared?.Dispose();
    }

    private SocketsHttpHandler NewHandler(ConnectionClass connection) =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = connection.Proxy is not null,
            Proxy = connection.Proxy is { } proxy ? SystemProxy.Of(proxy) : null,
            ActivityHeadersPropagator = null,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = new PinnedConnector(connection, _resolver, _dialer, _time, _prepared).ConnectAsync,
            ConnectTimeout = connection.ConnectTimeout,
            MaxResponseDrainSize = 0,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            MeterFactory = _meters,
            PooledConnectionLifetime = ConnectionLifetime,
        };
}
