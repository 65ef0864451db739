using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Missy.Network;

/// <summary>
/// The one way out: every request to a provider, model lists and probes included, is sent from here. It follows no redirect,
/// keeps no cookie, takes no proxy from the environment and never waits to drain an answer that nobody wants.
/// </summary>
public sealed class HttpDoor : IDisposable
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);
    private readonly ServiceProvider _services;
    private readonly IHttpClientFactory _clients;
    private readonly HandlerByConnectTimeout _handlers = new();

    /// <summary>Opens the door; no connection is made before the first request.</summary>
    public HttpDoor()
    {
        var services = new ServiceCollection();
        services.AddHttpClient();
        services.ConfigureHttpClientDefaults(builder => builder.RemoveAllLoggers());
        services.AddSingleton<IConfigureOptions<HttpClientFactoryOptions>>(_handlers);
        _services = services.BuildServiceProvider();
        _clients = _services.GetRequiredService<IHttpClientFactory>();
    }

    /// <summary>Sends a request and returns as soon as the answer's headers are here; the caller disposes the answer.</summary>
    /// <param name="request">The request, with an absolute URL.</param>
    /// <param name="connectTimeout">How long making the connection may take.</param>
    /// <param name="cancellationToken">Ends the exchange at once.</param>
    internal Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, TimeSpan connectTimeout, CancellationToken cancellationToken)
    {
        request.Version = HttpVersion.Version11;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrHigher;
        var name = ((long)connectTimeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        return _clients.CreateClient(name).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>Closes all connections.</summary>
    public void Dispose()
    {
        _services.Dispose();
        _handlers.Dispose();
    }

    /// <summary>
    /// A connection's time limit belongs to its handler, so the clients are named by it: providers of the same limit share
    /// one pool of connections.
    /// </summary>
    private sealed class HandlerByConnectTimeout : IConfigureNamedOptions<HttpClientFactoryOptions>, IDisposable
    {
        private readonly ConcurrentBag<SocketsHttpHandler> _made = [];

        public void Configure(HttpClientFactoryOptions options) => Configure(Options.DefaultName, options);

        public void Configure(string? name, HttpClientFactoryOptions options)
        {
            if (!long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
            {
                return;
            }

            // The factory drops handlers without closing what they hold open; here they stay, and their connections take turns.
            options.HandlerLifetime = Timeout.InfiniteTimeSpan;
            options.HttpClientActions.Add(client => client.Timeout = Timeout.InfiniteTimeSpan);
            options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = Make(TimeSpan.FromMilliseconds(milliseconds)));
        }

        public void Dispose()
        {
            foreach (var handler in _made)
            {
                handler.Dispose();
            }
        }

        private SocketsHttpHandler Make(TimeSpan connectTimeout)
        {
            var handler = new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                ActivityHeadersPropagator = null,
                ConnectTimeout = connectTimeout,
                MaxResponseDrainSize = 0,
                PooledConnectionLifetime = ConnectionLifetime,
            };
            _made.Add(handler);
            return handler;
        }
    }
}
