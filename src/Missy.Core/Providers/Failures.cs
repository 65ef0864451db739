using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using Missy.Chat;
using Missy.Network;

namespace Missy.Providers;

/// <summary>Makes the errors of one call: each says which provider, what happened, and what the reader can do.</summary>
/// <param name="provider">The registry name.</param>
/// <param name="model">The model asked for; null when none is.</param>
/// <param name="baseUrl">Where the service is.</param>
/// <param name="credential">The key that was sent; null when none was.</param>
/// <param name="time">The clock for dates and durations in headers.</param>
/// <param name="headerSecrets">Further values that were sent in confidence.</param>
internal sealed class Failures(
    string provider, string? model, Uri baseUrl, Credential? credential, TimeProvider time, IReadOnlyList<string>? headerSecrets = null)
{
    private HttpStatusCode? _status;
    private HttpResponseHeaders? _headers;
    private string? _requestId;

    // Made for failures alone: most calls need none.
    private Redaction Redaction => field ??= new Redaction(
        [.. headerSecrets ?? [], .. credential is null ? [] : (IEnumerable<string>)[credential.Secret.Reveal()]]);

    /// <summary>The variable that names a proxy which is not used; null when there is none.</summary>
    public Func<string?> UnusedProxy { get; init; } = static () => null;

    /// <summary>Whether anything was sent in confidence.</summary>
    public bool Confidential => credential is not null || headerSecrets is { Count: > 0 };

    /// <summary>What the answer that has begun tells of the service's limits; null when it tells nothing.</summary>
    public RateLimits? RateLimits => RateLimitHeaders.Read(_headers, time);

    /// <summary>Notes what every later failure of the call tells: status, request id and limits of the answer that has begun.</summary>
    public void Answered(HttpResponseMessage response)
    {
        _status = response.StatusCode;
        _headers = response.Headers;
        _requestId = RequestIdHeader.Read(response.Headers);
    }

    /// <summary>A service's report of a failure.</summary>
    /// <param name="error">Its account; null when the body held none.</param>
    /// <param name="response">The failed HTTP answer; null for an error inside one that began well.</param>
    /// <param name="partialText">The text that had come before it.</param>
    public MissyException OfService(ServiceError? error, HttpResponseMessage? response, string? partialText = null)
    {
        var status = response?.StatusCode;
        var headers = response?.Headers ?? _headers;
        var kind = ServiceErrorKinds.Of(error, status);
        var words = error is { Message.Length: > 0 } ? Redaction.Clean(error.Message) : "no reason given";
        var where = status is { } code ? string.Create(CultureInfo.InvariantCulture, $" (HTTP {(int)code})") : "";
        return new MissyException(kind, $"{provider} {Verb(kind)}{where}: {words}")
        {
            Provider = provider,
            Model = model,
            Status = status ?? _status,
            Code = Clean(error?.Code ?? error?.Type),
            RequestId = Clean(error?.RequestId ?? RequestIdHeader.Read(headers)),
            RetryAfter = (headers is null ? null : RetryAfter.Read(headers, time)) ?? error?.RetryAfter,
            RateLimits = RateLimitHeaders.Read(headers, time),
            PartialText = Redaction.CleanAnswer(partialText),
            Remedy = Remedy(kind),
            ShouldRetry = headers is null ? null : ShouldRetry(headers),
        };
    }

    /// <summary>The service points elsewhere. Only the address is told: a query may hold what nobody else should see.</summary>
    public MissyException Redirected(HttpResponseMessage response)
    {
        var target = response.Headers.Location is { } location && Uri.TryCreate(baseUrl, location, out var absolute)
            ? Redaction.Clean(absolute.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped))
            : "an address that it does not tell";
        return Make(
            ErrorKind.MalformedResponse,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{provider} redirects to {target} (HTTP {(int)response.StatusCode}), and redirects are not followed."),
            remedy: $"Set 'base_url' of providers.{provider} to the service's right address.",
            permanent: true);
    }

    /// <summary>The stream ended before its end marker.</summary>
    public MissyException Truncated(string partialText, Exception? cause = null) =>
        Make(ErrorKind.Truncated, $"{provider} ended the answer before it was whole{HadCome(partialText)}.", partialText, cause, AskAgain(partialText));

    /// <summary>The answer is not what its wire allows.</summary>
    /// <param name="what">What is wrong; it may repeat words of the answer.</param>
    /// <param name="partialText">The text that had come before it.</param>
    /// <param name="permanent">Whether the next answer would be like it.</param>
    public MissyException Malformed(string what, string? partialText = null, bool permanent = false) =>
        Make(
            ErrorKind.MalformedResponse,
            $"{provider} sent an answer that cannot be read: {Redaction.Clean(what)}",
            partialText,
            remedy: $"Check that {baseUrl} is the address of a service of this kind.",
            permanent: permanent);

    /// <summary>Refuses an answer that came to its end without saying anything, though nothing cut it short and nobody withheld it.</summary>
    /// <exception cref="MissyException"><see cref="ErrorKind.MalformedResponse"/>.</exception>
    public void ThrowIfEmpty(AnswerBuilder answer, CompletionRequest request)
    {
        // To a tool's results a model may have nothing to add (Anthropic, "Handling stop reasons", empty responses).
        if (answer.IsEmpty && request.Messages is not [.., { Role: ChatRole.Tool }])
        {
            throw Make(
                ErrorKind.MalformedResponse,
                $"{provider} ended the answer without saying anything.",
                remedy: "Ask again in other words, or ask another model.");
        }
    }

    /// <summary>The answer is larger than allowed.</summary>
    public MissyException TooLarge(string limit) =>
        Make(
            ErrorKind.MalformedResponse,
            $"{provider} sent more than {limit} ('network.max_response_bytes').",
            remedy: "Raise 'network.max_response_bytes' if answers of this size are wanted.",
            permanent: true);

    /// <summary>Nothing came within the time allowed.</summary>
    public MissyException TimedOut(string what, TimeSpan limit, string setting) =>
        Make(
            ErrorKind.Timeout,
            string.Create(CultureInfo.InvariantCulture, $"{provider} {what} within {limit.TotalSeconds:0.###} s ('{setting}')."),
            remedy: $"Raise '{setting}' of providers.{provider} if the service is just slow.");

    /// <summary>No connection came about within the time allowed.</summary>
    public MissyException NotConnected(TimeSpan limit)
    {
        var failure = TimedOut("could not be connected to", limit, "connect_timeout");
        return ProxyRemedy() is { } remedy ? Make(failure.Kind, failure.Message, remedy: remedy) : failure;
    }

    /// <summary>Refuses an answer whose headers already say that it cannot be read.</summary>
    /// <exception cref="MissyException">It is compressed, which nobody asked for, or larger than allowed.</exception>
    public void ThrowIfUnreadable(HttpResponseMessage response, long maxBytes)
    {
        // Undoing a compression that was not asked for would let a few bytes become as many as they like.
        var headers = response.Content.Headers;
        if (headers.ContentEncoding.FirstOrDefault(static coding => !coding.Equals("identity", StringComparison.OrdinalIgnoreCase)) is { } coding)
        {
            throw Malformed($"it is compressed ({coding}), which was not asked for.", permanent: true);
        }

        if (headers.ContentLength > maxBytes)
        {
            throw TooLarge(string.Create(CultureInfo.InvariantCulture, $"{maxBytes} bytes"));
        }
    }

    /// <summary>The exchange itself failed: no connection, a reset, a false length.</summary>
    public MissyException OfTransport(Exception exception)
    {
        var (what, remedy, permanent) = Cause(exception);
        if (exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError })
        {
            remedy = ProxyRemedy() ?? remedy;
        }

        return Make(
            ErrorKind.Unavailable,
            $"{provider} at {baseUrl.GetLeftPart(UriPartial.Authority)} {what}.",
            cause: exception,
            remedy: remedy,
            permanent: permanent);
    }

    /// <summary>What an exception while reading a stream means; null for one that is not ours to explain.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="answer">What had come: once the service began to say something, the answer was cut, whatever cut it.</param>
    public MissyException? OfStream(Exception exception, AnswerBuilder answer)
    {
        var failure = exception switch
        {
            MissyException known => known,
            JsonException => Malformed(exception.Message),
            HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => Truncated(answer.Text, exception),
            IOException or HttpRequestException => OfTransport(exception),
            _ => null,
        };
        return exception is ServiceErrorException service ? OfService(service.Error, null, answer.Text)
            : failure is null or { Kind: ErrorKind.Truncated } || !answer.HasOutput ? failure
            : Make(
                ErrorKind.Truncated,
                $"{failure.Message.TrimEnd('.')}{HadCome(answer.Text)}.",
                answer.Text,
                failure,
                failure.Remedy ?? AskAgain(answer.Text));
    }

    /// <summary>The caller's own cancellation, whatever it was that it interrupted.</summary>
    public static OperationCanceledException Cancelled(Exception interrupted, CancellationToken cancellationToken)
    {
        var known = interrupted as OperationCanceledException;
        return new OperationCanceledException(known?.Message ?? "The call was cancelled.", known, cancellationToken);
    }

    // A cause may repeat what the service sent: one that repeats a secret is left out.
    private MissyException Make(
        ErrorKind kind, string message, string? partialText = null, Exception? cause = null, string? remedy = null, bool permanent = false) =>
        new(kind, message, cause is null || Redaction.Finds(cause.ToString()) ? null : cause)
        {
            Provider = provider,
            Model = model,
            Status = _status,
            RequestId = Clean(_requestId),
            RateLimits = RateLimits,
            PartialText = Redaction.CleanAnswer(partialText),
            Remedy = remedy,
            IsPermanent = permanent,
        };

    private string? Clean(string? text) => text is null ? null : Redaction.Clean(text);

    private string? ProxyRemedy() => UnusedProxy() is { } variable
        ? $"{variable} is set, and no proxy is used unless the configuration says so: add 'proxy: system' to 'network' if it is needed here."
        : null;

    private static string HadCome(string text) => text.Length == 0
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"; {new StringInfo(text).LengthInTextElements} characters had come");

    private static string AskAgain(string text) =>
        text.Length == 0 ? "Ask again." : "Ask again for a whole answer; the error carries the text so far (PartialText).";

    // Sent by OpenAI and Anthropic, whose own clients obey it.
    private static bool? ShouldRetry(HttpResponseHeaders headers) =>
        bool.TryParse(headers.First("x-should-retry"), out var value) ? value : null;

    private static string Verb(ErrorKind kind) => kind switch
    {
        ErrorKind.Authentication => "did not accept the key",
        ErrorKind.PermissionDenied => "does not allow this with the key given",
        ErrorKind.RateLimited => "asks to slow down",
        ErrorKind.QuotaExceeded => "says that the account is out of credit or quota",
        ErrorKind.ContextLengthExceeded => "cannot fit the prompt into the model's context",
        ErrorKind.ContentRefused => "refused the prompt for what it says",
        ErrorKind.NotFound => "does not know the model or the path",
        ErrorKind.Overloaded => "is overloaded",
        ErrorKind.InvalidRequest => "did not accept the request",
        _ => "failed",
    };

    private string? Remedy(ErrorKind kind) => kind switch
    {
        ErrorKind.Authentication when credential is null => $"Give providers.{provider} a key: 'api_key' or 'api_key_env'.",
        ErrorKind.Authentication => $"Check the key in {credential.Slot}.",
        ErrorKind.PermissionDenied => $"Check what the key in {credential?.Slot ?? "use"} may do.",
        ErrorKind.NotFound => $"Check the model '{model}' (Get-MissyModel -Provider {provider}, missy models --provider {provider}) and the base URL {baseUrl}.",
        ErrorKind.QuotaExceeded => "Add credit at the service, or use another key or provider.",
        ErrorKind.ContextLengthExceeded => "Shorten the prompt, or use a model with a larger context.",
        ErrorKind.RateLimited or ErrorKind.Overloaded => "Wait and ask again, or use another provider.",
        _ => null,
    };

    private (string What, string? Remedy, bool Permanent) Cause(Exception exception)
    {
        var socket = exception.GetBaseException() as SocketException;
        if (exception is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError })
        {
            return (
                "cannot be found: its name does not resolve",
                $"Check 'base_url' of providers.{provider} and the network.",
                socket is not { SocketErrorCode: SocketError.TryAgain });
        }

        if (exception is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse })
        {
            return ("does not answer in HTTP", $"Check scheme and port in 'base_url' of providers.{provider}.", false);
        }

        if (exception is HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded })
        {
            return ("sent more headers than are read", $"Check that {baseUrl} is the address of a service of this kind.", false);
        }

        if (exception is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }
            || exception.GetBaseException() is AuthenticationException)
        {
            // An untrusted certificate, an alert and an answer without TLS are one type: only the platform's words part them.
            var reason = Redaction.Clean(exception.GetBaseException().Message.TrimEnd('.'));
            return (
                $"did not come to a secure connection (TLS): {reason}",
                "Check the address, whether it speaks https, the clock and the trusted certificates.",
                true);
        }

        if (socket is { SocketErrorCode: SocketError.ConnectionRefused })
        {
            return ("refuses connections", $"Start the service, or correct 'base_url' of providers.{provider}.", false);
        }

        return socket is null
            ? ("broke off the exchange", null, false)
            : ($"could not be reached or closed the connection ({socket.SocketErrorCode})", null, false);
    }
}
