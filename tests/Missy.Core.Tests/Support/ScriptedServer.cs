using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Missy.Tests.Support;

/// <summary>A loopback server that answers with the very bytes it is told; the last answer serves all further requests.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<int, byte[]> _answer;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _requests;
    private int _connections;

    public ScriptedServer(params string[] answers)
        : this(number => Encoding.UTF8.GetBytes(answers[Math.Min(number, answers.Length) - 1]))
    {
    }

    /// <summary>Answers by the request's number, from 1.</summary>
    public ScriptedServer(Func<int, byte[]> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri BaseUrl => new(FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/"));

    /// <summary>The heads of the requests so far, as sent.</summary>
    public ConcurrentQueue<string> Heads { get; } = new();

    public int Connections => _connections;

    /// <summary>Completes once a client has closed its connection.</summary>
    public Task ClosedAsync() => _closed.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    /// <summary>A whole HTTP answer.</summary>
    public static string Answer(string body, int status = 200, string type = "application/json", string headers = "") => string.Create(
        CultureInfo.InvariantCulture,
        $"HTTP/1.1 {status} Said\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}");

    /// <summary>The beginning of a chunked answer that never ends.</summary>
    public static string Unended(string body, string type = "text/event-stream") => string.Create(
        CultureInfo.InvariantCulture,
        $"HTTP/1.1 200 Said\r\nContent-Type: {type}\r\nTransfer-Encoding: chunked\r\n\r\n{Encoding.UTF8.GetByteCount(body):x}\r\n{body}\r\n");

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                _ = ServeAsync(client);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
                while (await ReadRequestAsync(reader) is { } head)
                {
                    Heads.Enqueue(head);
                    await stream.WriteAsync(_answer(Interlocked.Increment(ref _requests)), _stop.Token);
                }
            }

            _closed.TrySetResult();
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
        {
            _closed.TrySetResult();
        }
    }

    private async Task<string?> ReadRequestAsync(StreamReader reader)
    {
        var head = new StringBuilder();
        var length = 0;
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            if (line.Length == 0)
            {
                if (length > 0)
                {
                    await reader.ReadBlockAsync(new char[length], _stop.Token);
                }

                return head.ToString();
            }

            head.Append(line).Append('\n');
            if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            {
                length = int.Parse(line["Content-Length:".Length..], CultureInfo.InvariantCulture);
            }
        }

        return null;
    }
}
