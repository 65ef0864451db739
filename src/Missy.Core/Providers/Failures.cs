using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using Missy.Network;

namespace Missy.Providers;

/// <summary>Makes the errors of one call: each says which provider, what happened, and what the reader can do.</summary>
internal sealed class Failures(string provider, string? model, Uri baseUrl, Credential? credential, TimeProvider time)
{
    /// <summary>A service's report of a failure.</summary>
    /// <param name="error">Its account; null when the body held none.</param>
    /// <param name="response">The HTTP answer; null for an error inside a stream.</param>
    /// <param name="partialText">The text that had come before it.</param>
    public MissyException OfService(ServiceError? error, HttpResponseMessage? response, string? partialText = null)
    {
        var status = response?.StatusCode;
        var kind = ServiceErrorKinds.Of(error, status);
        var words = error is { Message.Length: > 0 } ? Redaction.Clean(error.Message, credential) : "no reason given";
        var where = status is { } code ? string.Create(CultureInfo.InvariantCulture, $" (HTTP {(int)code})") : "";
        return new MissyException(kind, $"{provider} {Verb(kind)}{where}: {words}")
        {
            Provider = provider,
            Model = model,
            Status = status,
            Code = error?.Code ?? error?.Type,
            RequestId = error?.RequestId ?? RequestId(response?.Headers),
            RetryAfter = (response is null ? null : RetryAfter.Read(response.Headers, time)) ?? error?.RetryAfter,
            PartialText = OrNull(partialText),
            Remedy = Remedy(kind),
        };
    }

    /// <summary>The stream ended before its end marker.</summary>
    public MissyException Truncated(string partialText, Exception? cause = null) =>
        Make(
            ErrorKind.Truncated,
            $"{provider} ended the answer before it was whole; {Length(partialText)} had come.",
            partialText,
            cause,
            "The text so far is in PartialText. Ask again for a whole answer.");

    /// <summary>The answer is not what its wire allows.</summary>
    public MissyException Malformed(string what, string? partialText = null, Exception? cause = null) =>
        Make(
            ErrorKind.MalformedResponse,
            $"{provider} sent an answer that cannot be read: {what}",
            partialText,
            cause,
            $"Check that {baseUrl} is the address of a service of this kind.");

    /// <summary>Nothing came within the time allowed.</summary>
    public MissyException TimedOut(string what, TimeSpan limit, string setting) =>
        Make(
            ErrorKind.Timeout,
            string.Create(CultureInfo.InvariantCulture, $"{provider} {what} within {limit.TotalSeconds:0.###} s."),
            null,
            null,
            $"Raise '{setting}' of providers.{provider} if the service is just slow.");

    /// <summary>The exchange itself failed: no connection, a reset, a false length.</summary>
    public MissyException OfTransport(Exception exception)
    {
        var (what, remedy) = Cause(exception);
        return Make(ErrorKind.Unavailable, $"{provider} at {baseUrl.GetLeftPart(UriPartial.Authority)} {what}.", null, exception, remedy);
    }

    /// <summary>What an exception while reading a stream means; null for one that is not ours to explain, such as cancellation.</summary>
    public MissyException? OfStream(Exception exception, string partialText, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException when cancellationToken.IsCancellationRequested => null,
        ServiceErrorException service => OfService(service.Error, null, partialText),
        JsonException when partialText.Length == 0 => Malformed(exception.Message, null, exception),
        MissyException { Kind: ErrorKind.Timeout } when partialText.Length == 0 => (MissyException)exception,
        HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => Truncated(partialText, exception),
        IOException or HttpRequestException when partialText.Length == 0 => OfTransport(exception),
        JsonException or IOException or HttpRequestException or MissyException => Truncated(partialText, exception),
        _ => null,
    };

    private MissyException Make(ErrorKind kind, string message, string? partialText, Exception? cause, string? remedy) =>
        new(kind, message, cause)
        {
            Provider = provider,
            Model = model,
            PartialText = OrNull(partialText),
            Remedy = remedy,
        };

    private static string? OrNull(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string Length(string text) =>
        string.Create(CultureInfo.InvariantCulture, $"{new StringInfo(text).LengthInTextElements} characters");

    public static string? RequestId(HttpResponseHeaders? headers)
    {
        foreach (var name in (ReadOnlySpan<string>)["request-id", "x-request-id", "apim-request-id"])
        {
            if (headers is not null && headers.NonValidated.TryGetValues(name, out var values))
            {
                return values.ToString();
            }
        }

        return null;
    }

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
        ErrorKind.NotFound => $"Check the model '{model}' (Get-MissyModel -Provider {provider}) and the base URL {baseUrl}.",
        ErrorKind.QuotaExceeded => "Add credit at the service, or use another key or provider.",
        ErrorKind.ContextLengthExceeded => "Shorten the prompt, or use a model with a larger context.",
        ErrorKind.RateLimited or ErrorKind.Overloaded => "Wait and ask again, or use another provider.",
        _ => null,
    };

    private (string What, string? Remedy) Cause(Exception exception)
    {
        if (exception is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError })
        {
            return ("cannot be found: its name does not resolve", $"Check 'base_url' of providers.{provider} and the network.");
        }

        if (exception is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }
            || exception.GetBaseException() is AuthenticationException)
        {
            return ("did not give a certificate that this machine trusts", "Check the address, the clock and the trusted certificates.");
        }

        if (exception.GetBaseException() is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
        {
            return ("refuses connections", $"Start the service, or correct 'base_url' of providers.{provider}.");
        }

        return exception.GetBaseException() is SocketException socket
            ? ($"could not be reached or closed the connection ({socket.SocketErrorCode})", null)
            : ("broke off the exchange", null);
    }
}
