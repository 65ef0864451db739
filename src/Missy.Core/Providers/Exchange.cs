using System.Text;
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

    private Exchange(HttpResponseMessage response, AnswerBody body, CallTimer timer, Failures failures)
    {
        _response = response;
        _timer = timer;
        _failures = failures;
        Body = body;
    }

    public AnswerBody Body { get; }

    public string? RequestId => RequestIdHeader.Read(_response.Headers);

    public RateLimits? RateLimits => _failures.RateLimits;

    private string? MediaType => _response.Content.Headers.ContentType?.MediaType;

    /// <summary>Sends the request and takes the answer's headers; a failed status is thrown as the service's error.</summary>
    /// <exception cref="MissyException">Any failure.</exception>
    public static async Task<Exchange> SendAsync(
        HttpRequestMessage request,
        ProviderSettings settings,
        bool stream,
        Passage passage,
        TimeProvider time,
        Failures failures,
        CancellationToken cancellationToken)
    {
        var timer = new CallTimer(settings.FirstByteLimit(stream), time, cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            response = await passage.SendAsync(request, failures.Confidential, timer.Token);
            failures.Answered(response);
            var body = await response.Content.ReadAsStreamAsync(timer.Token);
            var exchange = new Exchange(response, new AnswerBody(body, timer, settings, stream, failures), timer, failures);
            if (!response.IsSuccessStatusCode)
            {
                throw await exchange.ReadFailureAsync(settings.Wire, cancellationToken);
            }

            failures.ThrowIfUnreadable(response, settings.MaxResponseBytes);
            return exchange;
        }
        catch (Exception exception)
        {
            var expired = timer.Expired;
            response?.Dispose();
            timer.Dispose();
            throw exception switch
            {
                _ when cancellationToken.IsCancellationRequested => Failures.Cancelled(exception, cancellationToken),
                OperationCanceledException when expired =>
                    failures.TimedOut("did not begin to answer", settings.FirstByteLimit(stream), "timeout"),
                OperationCanceledException =>
                    failures.NotConnected(settings.ConnectTimeout),
                HttpRequestException or IOException => failures.OfTransport(exception),
                _ => exception,
            };
        }
    }

    /// <summary>
    /// Whether the body is one document, although a stream was asked for: some servers answer whole all the same, and gateways
    /// with a web page. The bytes decide, since types are set wrongly as well.
    /// </summary>
    /// <param name="framing">How the stream asked for is parted.</param>
    /// <param name="cancellationToken">Ends the exchange at once.</param>
    /// <exception cref="MissyException">Nothing came, or not in time.</exception>
    public async Task<bool> IsDocumentAsync(StreamFraming framing, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> head;
        try
        {
            head = await Body.PeekAsync();
        }
        catch (Exception exception) when (Explain(exception, cancellationToken) is { } failure)
        {
            throw failure;
        }

        var first = Utf8Mark.Skip(head.Span).TrimStart(" \t\r\n"u8);
        return first switch
        {
            [(byte)'<', ..] => true,
            [(byte)'{' or (byte)'[', ..] => framing == StreamFraming.ServerSentEvents,
            [] when !head.IsEmpty => framing == StreamFraming.ServerSentEvents && MediaType == "application/json",
            _ => false,
        };
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
            throw _failures.Malformed($"the body is no JSON ({MediaType ?? "of no content type"}). {exception.Message}");
        }
        catch (Exception exception) when (Explain(exception, cancellationToken) is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>After the answer's end: reads the rest, so that the connection can be used again.</summary>
    public async Task DrainAsync()
    {
        try
        {
            await Body.DrainAsync();
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or HttpRequestException)
        {
            // The answer is whole; what becomes of the connection after it concerns nobody.
            return;
        }
    }

    public void Dispose()
    {
        _response.Dispose();
        _timer.Dispose();
    }

    // What an exception while reading means; null for one that says all itself.
    private Exception? Explain(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        _ when cancellationToken.IsCancellationRequested => Failures.Cancelled(exception, cancellationToken),
        HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => _failures.Truncated("", exception),
        IOException or HttpRequestException => _failures.OfTransport(exception),
        _ => null,
    };

    private async Task<MissyException> ReadFailureAsync(WireProtocol wire, CancellationToken cancellationToken)
    {
        if ((int)_response.StatusCode is >= 300 and < 400)
        {
            return _failures.Redirected(_response);
        }

        var bytes = await ReadErrorBodyAsync(cancellationToken);
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return _failures.OfService(wire.ReadError(document.RootElement, failed: true), _response);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Gateways answer in HTML or plain text; only the latter says anything to a person.
            var text = MediaType == "text/plain" ? Encoding.UTF8.GetString(bytes.Span) : "";
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
            return Utf8Mark.Skip(buffer.AsMemory(0, length));
        }

        return Utf8Mark.Skip(buffer.AsMemory(0, length));
    }
}
