using System.Security.Cryptography;
using System.Text;
using Missy.Simulation.Recording;

namespace Missy.Simulation;

/// <summary>One request that reached the simulator, without its credentials.</summary>
/// <remarks>The request's own properties never change. <see cref="Status"/> and <see cref="ClientAborted"/> follow its answer; all may be read from any thread.</remarks>
public sealed class RecordedRequest
{
    private readonly IReadOnlyList<KeyValuePair<string, string>> _headers;
    private readonly byte[] _body;
    private readonly string? _key;
    private volatile int _status;
    private volatile bool _clientAborted;

    internal RecordedRequest(int number, DateTimeOffset time, string method, string target, IReadOnlyList<KeyValuePair<string, string>> headers, byte[] body, string? key)
    {
        Number = number;
        Time = time;
        Method = method;
        Path = Credentials.MaskQuery(target);
        _headers = headers;
        _body = body;
        _key = key;
    }

    /// <summary>Counted from 1 since the start or the last <see cref="SimulatorServer.ClearRequests"/>.</summary>
    public int Number { get; }

    /// <summary>When the request was complete, by <see cref="SimulatorOptions.Time"/>.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>The HTTP method, as sent.</summary>
    public string Method { get; }

    /// <summary>Path and query, as sent; the value of a key in the query is <c>***</c>.</summary>
    public string Path { get; }

    /// <summary>The headers, names without regard to case, repeated ones joined by <c>", "</c>. Credentials are <c>***</c>.</summary>
    public RecordedHeaders Headers => field ??= Credentials.Mask(_headers);

    /// <summary>The first 8 hexadecimal digits of the SHA-256 of the presented key (UTF-8, without its scheme), or null when none was presented.</summary>
    public string? KeyHash =>
        _key is null ? null : field ??= Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(_key)), 0, 4).ToLowerInvariant();

    /// <summary>The body, read as UTF-8; empty when there was none.</summary>
    public string Body => field ??= Encoding.UTF8.GetString(_body);

    /// <summary>The requested model, or null where the request names none or is not JSON.</summary>
    public string? Model { get; internal init; }

    /// <summary>Whether a streamed answer was asked for.</summary>
    public bool Stream { get; internal init; }

    /// <summary>The number of the TCP connection it came by, counted from 1 since the start.</summary>
    public int Connection { get; internal init; }

    /// <summary>The text of the fault that was played, or null.</summary>
    public string? Fault { get; internal init; }

    /// <summary>The status of the answer; 0 while there is none, or when the fault gives none.</summary>
    public int Status
    {
        get => _status;
        internal set => _status = value;
    }

    /// <summary>Whether the client closed the connection before its answer was complete.</summary>
    public bool ClientAborted
    {
        get => _clientAborted;
        internal set => _clientAborted = value;
    }

    // A column of records for export.

    /// <summary><see cref="Headers"/> as they are sent, <c>"; "</c> between them.</summary>
    public string HeaderText => Headers.ToString();

    internal int BodyBytes => _body.Length;

    /// <summary>Method, path and status, such as <c>POST /v1/messages 200</c>.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Method} {Path} {Status}");
}
