using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

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
    private readonly ConcurrentDictionary<string, ConnectionClass> _classes = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<SocketsHttpHandler> _handlers = [];
    private readonly ServiceProvider _services;
    private readonly IHttpClientFactory _clients;
    private readonly IHostResolver _resolver;
    private readonly IDialer _dialer;
    private readonly TimeProvider _time;
    private readonly Func<Uri, Uri?> _systemProxy;

    /// <summary>Opens the door; no connection is made before the first request.</summary>
    public HttpDoor()
        : this(new SystemHostResolver(), new TcpDialer(), TimeProvider.System, SystemProxy.Find)
    {
    }

    internal HttpDoor(IHostResolver resolver, IDialer dialer, TimeProvider time, Func<Uri, Uri?> systemProxy)
    {
        _resolver = resolver;
        _dialer = dialer;
        _time = time;
        _systemProxy = systemProxy;
        var services = new ServiceCollection();
        services.AddHttpClient();
        services.ConfigureHttpClientDefaults(builder => builder.RemoveAllLoggers());
        services.AddSingleton<IConfigureOptions<HttpClientFactoryOptions>>(new HandlerByClass(this));
        _services = services.BuildServiceProvider();
        _clients = _services.GetRequiredService<IHttpClientFactory>();
    }

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
        _classes.TryAdd(connection.Name, connection);

        // Not higher: HTTP/3 runs over sockets of its own, past the check of the address, and wherever an answer's Alt-Svc says.
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        var wire = WireLog.Current;
        var started = wire is null ? 0 : _time.GetTimestamp();
        try
        {
            var response = await _clients.CreateClient(connection.Name)
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
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

            throw;
        }
    }

    /// <summary>Closes all connections.</summary>
    public void Dispose()
    {
        _services.Dispose();
        foreach (var handler in _handlers)
        {
            handler.Dispose();
        }
    }

    private SocketsHttpHandler NewHandler(ConnectionClass connection)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = connection.Proxy is not null,
            Proxy = connection.Proxy is { } proxy ? SystemProxy.Of(proxy) : null,
            ActivityHeadersPropagator = null,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = new PinnedConnector(connection, _resolver, _dialer, _time).ConnectAsync,
            ConnectTimeout = connection.ConnectTimeout,
            MaxResponseDrainSize = 0,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            PooledConnectionLifetime = ConnectionLifetime,
        };
        _handlers.Add(handler);
        return handler;
    }

    /// <summary>What a connection may be used for belongs to its pool, so the clients are named by it.</summary>
    private sealed class HandlerByClass(HttpDoor door) : IConfigureNamedOptions<HttpClientFactoryOptions>
    {
        public void Configure(HttpClientFactoryOptions options) => Configure(Options.DefaultName, options);

        public void Configure(string? name, HttpClientFactoryOptions options)
        {
            if (name is null || !door._classes.TryGetValue(name, out var connection))
            {
                return;
            }

            // The factory drops handlers without closing what they hold open; here they stay, and their connections take turns.
            options.HandlerLifetime = Timeout.InfiniteTimeSpan;
            options.HttpClientActions.Add(client => client.Timeout = Timeout.InfiniteTimeSpan);
            options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = door.NewHandler(connection));
        }
    }
}
