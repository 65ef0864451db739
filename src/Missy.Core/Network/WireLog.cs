using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Missy.Network;

/// <summary>
/// Notes each HTTP request that is made for whoever set it as the current one, a line each: method, URL without its query, status,
/// time, sizes, request id. Never a header's value that is sent, never a body. Safe for any number of threads.
/// </summary>
public sealed class WireLog
{
    private static readonly AsyncLocal<WireLog?> _current = new();
    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>Who wants to hear of the requests that are made from here on, by this thread and all work that it starts; null = nobody.</summary>
    public static WireLog? Current
    {
        get => _current.Value;
        set => _current.Value = value;
    }

    /// <summary>Takes the oldest line that is left.</summary>
    /// <param name="line">The line, in which secrets that have got into a path are not yet masked.</param>
    public bool TryTake([NotNullWhen(true)] out string? line) => _lines.TryDequeue(out line);

    /// <summary>Notes an answer, of which the headers are here.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="response">The answer.</param>
    /// <param name="requestId">The service's id of the exchange; null when it gave none.</param>
    /// <param name="elapsed">The time up to its headers.</param>
    internal void Answered(HttpRequestMessage request, HttpResponseMessage response, string? requestId, TimeSpan elapsed) => Add(
        request,
        $"{(int)response.StatusCode}",
        elapsed,
        $"answer {Size(response.Content.Headers.ContentLength, "of unknown size")}, HTTP/{response.Version}{(requestId is null ? "" : $", request id {Safe(requestId, request)}")}");

    /// <summary>Notes a request that has no answer.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="exception">Why; only its kind is told, since the error itself follows.</param>
    /// <param name="elapsed">How long it took.</param>
    internal void Failed(HttpRequestMessage request, Exception exception, TimeSpan elapsed) => Add(
        request,
        exception switch
        {
            OperationCanceledException => "given up",
            HttpRequestException failure => failure.HttpRequestError.ToString(),
            MissyException failure => failure.Kind.ToString(),
            _ => exception.GetType().Name,
        },
        elapsed,
        "no answer");

    private void Add(HttpRequestMessage request, string outcome, TimeSpan elapsed, string rest)
    {
        var url = request.RequestUri!;
        var address = url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        _lines.Enqueue(string.Create(
            CultureInfo.InvariantCulture,
            $"{request.Method} {address}{(url.Query.Length > 0 ? "?…" : "")} {outcome} after {elapsed.TotalMilliseconds:0.0} ms, sent {Size(request.Content?.Headers.ContentLength, "nothing")}, {rest}"));
    }

    // Its id is the one text here that a service chooses, and it may choose to repeat what it was sent.
    private static string Safe(string requestId, HttpRequestMessage request) =>
        new Redaction([.. request.Headers.NonValidated.SelectMany(header => header.Value)]).Clean(requestId);

    private static string Size(long? bytes, string none) => bytes is { } count ? string.Create(CultureInfo.InvariantCulture, $"{count} bytes") : none;
}
