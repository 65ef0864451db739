using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Missy.Network;
using Missy.Providers;
using Missy.Tests.Network;

namespace Missy.Tests.Providers.Exchanges;

/// <summary>What a failure knows of whether asking again can help.</summary>
public sealed class RetryHintTests
{
    private static readonly Failures Failures = new("it", "m-1", new Uri("https://service.test/v1"), null, TimeProvider.System);

    public static TheoryData<HttpRequestError, Exception?, bool> Transport => new()
    {
        { HttpRequestError.NameResolutionError, new SocketException((int)SocketError.HostNotFound), true },
        { HttpRequestError.NameResolutionError, new SocketException((int)SocketError.NoData), true },
        { HttpRequestError.NameResolutionError, new SocketException((int)SocketError.TryAgain), false },
        { HttpRequestError.SecureConnectionError, new AuthenticationException(), true },
        { HttpRequestError.ConnectionError, new SocketException((int)SocketError.ConnectionRefused), false },
        { HttpRequestError.ConnectionError, new SocketException((int)SocketError.HostUnreachable), false },
        { HttpRequestError.Unknown, new IOException("", new SocketException((int)SocketError.ConnectionReset)), false },
        { HttpRequestError.InvalidResponse, null, false },
        { HttpRequestError.HttpProtocolError, null, false },
    };

    [Theory]
    [MemberData(nameof(Transport))]
    public void A_name_or_certificate_that_is_wrong_stays_wrong_and_a_broken_connection_does_not(
        HttpRequestError error, Exception? cause, bool permanent)
    {
        var failure = Failures.OfTransport(new HttpRequestException(error, "", cause));

        Assert.Equal((ErrorKind.Unavailable, permanent), (failure.Kind, failure.IsPermanent));
    }

    [Fact]
    public async Task A_server_without_TLS_where_TLS_is_expected_fails_for_good()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var harness = new ProviderHarness(new Uri(string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{port}/")));

        var asking = harness.AskAsync("openai", stream: false);
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        var failure = (await asking).Failure!;

        Assert.Equal((ErrorKind.Unavailable, true), (failure.Kind, failure.IsPermanent));
    }

    [Fact]
    public async Task A_name_that_nobody_knows_fails_for_good()
    {
        using var door = new HttpDoor(new FakeResolver(), new FakeDialer(), TimeProvider.System, static _ => null);
        var settings = new ProviderSettings
        {
            Name = "it",
            Wire = ProviderHarness.Protocol("openai"),
            BaseUrl = () => new Uri("https://nobody.test/v1"),
        };

        var failure = (await ProviderHarness.AskAsync(
            new ChatProvider(settings, door, TimeProvider.System), stream: false, TestContext.Current.CancellationToken)).Failure!;

        Assert.Equal((ErrorKind.Unavailable, true), (failure.Kind, failure.IsPermanent));
    }

    [Fact]
    public async Task So_does_a_service_that_points_elsewhere()
    {
        using var harness = new ProviderHarness("redirect;to=https://elsewhere.example/login");

        Assert.True((await harness.AskAsync("openai", stream: true)).Failure!.IsPermanent);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("false", false)]
    [InlineData(" false ", false)]
    [InlineData("yes", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_services_own_word_is_kept(string? header, bool? expected)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.Conflict);
        if (header is not null)
        {
            response.Headers.TryAddWithoutValidation("X-Should-Retry", header);
        }

        Assert.Equal(expected, Failures.OfService(null, response).ShouldRetry);
    }

    [Fact]
    public void Redaction_keeps_what_a_failure_knows()
    {
        var failure = new MissyException(ErrorKind.Unavailable, "Authorization: Bearer abcdefgh12345678")
        {
            ShouldRetry = true,
            IsPermanent = true,
            RateLimits = new RateLimits { Tokens = new RateLimit(1, 2, null) },
        };

        var clean = Redactor.Process.Clean(failure);

        Assert.NotSame(failure, clean);
        Assert.Equal((true, true, failure.RateLimits), (clean.ShouldRetry, clean.IsPermanent, clean.RateLimits));
    }
}
