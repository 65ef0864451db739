using System.Text.Json;
using Missy.Network;

namespace Missy.Providers;

/// <summary>One HTTP request and its answer, with its clock; disposing it closes what is still open.</summary>
internal sealed class Exchange : IDisposable
{
    private const int MaxErrorBytes = 64 * 1024;
    private readonly HttpResponseMessage _response;
    private readonly CallTimer _timer;
    private readonly Failures _failures;

    private Exchange(HttpResponseMessage response, Stream body, CallTimer timer, Failures failures)
    {
        _response = response;
        _timer = timer;
        _failures = failures;
        Body = body;
    }

    public Stream Body { get; }

    public string? MediaType => _response.Content.Headers.ContentType?.MediaType;

    public string? RequestId => Failures.RequestId(_response.Headers);

    /// <summary>Sends the request and takes the answer's headers; a failed status is thrown as the service's error.</summary>
    /// <exception cref="MissyException">Any failure.</exception>
    public static async Task<Exchange> SendAsync(
        HttpRequestMessage request,
        ProviderSettings settings,
        bool stream,
        HttpDoor door,
        TimeProvider time,
        Failures failures,
        CancellationToken cancellationToken)
    {
        var timer = new CallTimer(settings.FirstByteLimit(stream), time, cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            response = await door.SendAsync(request, settings.ConnectTimeout, timer.Token);
            var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            var exchange = new Exchange(response, new AnswerBody(body, timer, settings, stream, failures), timer, failures);
            if (!response.IsSuccessStatusCode)
            {
                throw await exchange.ReadFailureAsync(settings.Wire, cancellationToken);
            }

            return exchange;
        }
        catch (Exception exception)
        {
            var expired = timer.Expired;
            response?.Dispose();
            timer.Dispose();
            throw exception switch
            {
                OperationCanceledException when cancellationToken.IsCancellationRequested =>
                    new OperationCanceledException(exception.Message, exception, cancellationToken),
                OperationCanceledException when expired =>
                    failures.TimedOut("did not begin to answer", settings.FirstByteLimit(stream), "timeout"),
                OperationCanceledException =>
                    failures.TimedOut("could not be connected to", settings.ConnectTimeout, "connect_timeout"),
                HttpRequestException or IOException => failures.OfTransport(exception),
                _ => exception,
            };
        }
    }

    /// <summary>Reads the whole body as JSON.</summary>
    /// <exception cref="MissyException">It is not JSON, did not come whole, or did not come in time.</exception>
    public async Task<JsonDocument> ReadJsonAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await JsonDocument.ParseAsync(Body, default, cancellationToken);
        }
        catch (JsonException exception)
        {
            throw _failures.Malformed($"the body is no JSON ({MediaType ?? "of no content type"}). {exception.Message}", null, exception);
        }
        catch (HttpIOException exception) when (exception.HttpRequestError == HttpRequestError.ResponseEnded)
        {
            throw _failures.Truncated("", exception);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            throw _failures.OfTransport(exception);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
    }

    public void Dispose()
    {
        _response.Dispose();
        _timer.Dispose();
    }

    private async Task<MissyException> ReadFailureAsync(WireProtocol wire, CancellationToken cancellationToken)
    {
        if (_response.Headers.Location is { } location && (int)_response.StatusCode is >= 300 and < 400)
        {
            return _failures.OfService(
                new ServiceError($"it redirects to {location}, and redirects are not followed: set 'base_url' to the right address."),
                _response);
        }

        var bytes = await ReadErrorBodyAsync(cancellationToken);
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return _failures.OfService(wire.ReadError(document.RootElement, failed: true), _response);
        }
        catch (JsonException)
        {
            // Gateways answer in HTML or plain text; only the latter says anything to a person.
            var text = MediaType == "text/plain" ? System.Text.Encoding.UTF8.GetString(bytes.Span) : "";
            return _failures.OfService(text.Length > 0 ? new ServiceError(text) : null, _response);
        }
    }

    private async Task<ReadOnlyMemory<byte>> ReadErrorBodyAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxErrorBytes];
        var length = 0;
        try
        {
            int count;
            while (length < buffer.Length && (count = await Body.ReadAsync(buffer.AsMemory(length), cancellationToken)) > 0)
            {
                length += count;
            }
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or MissyException)
        {
            // The status alone is already the failure; a broken explanation of it takes nothing away.
            return buffer.AsMemory(0, length);
        }

        return buffer.AsMemory(0, length);
    }
}
