using System.Net.Sockets;
using Missy.Simulation.Chat;
using Missy.Simulation.Http;

namespace Missy.Simulation.Exchanges;

/// <summary>One client connection: answers its requests one after the other until either side closes.</summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket _socket;
    private readonly Simulator _simulator;
    private readonly ConnectionInput _input;
    private readonly ResponseWriter _writer;
    private readonly RequestReader _reader;
    private readonly Responder _responder;
    private readonly Delivery _delivery;
    private readonly EventLog _log = new();
    private readonly CancellationTokenSource _gone = new();
    private readonly Action _clientGone;
    private RecordedRequest? _record;
    private volatile bool _closed;

    public Connection(Socket socket, Simulator simulator)
    {
        socket.NoDelay = true;
        _socket = socket;
        _simulator = simulator;
        _input = new ConnectionInput(socket);
        _writer = new ResponseWriter(socket, _input.StopReporting);
        _reader = new RequestReader(_input, _writer);
        _responder = new Responder(simulator, simulator.NextConnection());
        _delivery = new Delivery(_writer, simulator.Options);
        _clientGone = ClientGone;
    }

    /// <summary>Completes when nothing of the connection runs any more; never fails.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    public void Start(Action<Connection> ended) =>
        // Not on the accepting thread: it would take no other client while this one's bytes are at hand.
        Completion = Task.Run(() => RunAsync(ended));

    /// <summary>Closes from the server's side; what is under way ends at once.</summary>
    public void Close()
    {
        _closed = true;
        _socket.Dispose();
        _gone.Cancel();
    }

    /// <summary>Closes, and gives the buffers back: for the connection itself, once nothing of it runs.</summary>
    public void Dispose()
    {
        // The token source has no timer and no handle to give back, and Close may still come from the server.
        Close();
        _input.Dispose();
        _log.Dispose();
    }

    private async Task RunAsync(Action<Connection> ended)
    {
        try
        {
            var ending = Ending.KeepAlive;
            while (ending == Ending.KeepAlive)
            {
                ending = await ServeAsync().ConfigureAwait(false);
            }

            if (ending == Ending.Reset)
            {
                // Lingering for no time makes the close a reset (SO_LINGER).
                _socket.LingerState = new LingerOption(true, 0);
            }
            else
            {
                _socket.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception exception) when (IsClosed(exception))
        {
            // The client or the server has closed the connection: there is nobody left to tell.
        }
        finally
        {
            Dispose();
            ended(this);
        }
    }

    private async Task<Ending> ServeAsync()
    {
        HttpRequest? request;
        try
        {
            request = await _reader.ReadAsync().ConfigureAwait(false);
        }
        catch (BadHttpException exception)
        {
            await RefuseAsync(exception.Status, exception.Message).ConfigureAwait(false);
            return Ending.Close;
        }

        if (request is null)
        {
            return Ending.Close;
        }

        _writer.Begin();
        _log.Clear();
        Exchange exchange;
        try
        {
            exchange = _responder.Respond(request, _log);
        }
        catch (Exception exception) when (!IsClosed(exception))
        {
            // A fault of ours must neither vanish nor end the host process.
            await RefuseAsync(500, $"The simulator failed: {exception.Message}").ConfigureAwait(false);
            return Ending.Close;
        }

        return await DeliverAsync(exchange).ConfigureAwait(false);
    }

    private async Task<Ending> DeliverAsync(Exchange exchange)
    {
        _record = exchange.Record;
        _input.BeginWatch(_clientGone);
        try
        {
            return await _delivery.SendAsync(exchange, _gone.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsClosed(exception))
        {
            MarkAborted();
            return Ending.Close;
        }
        finally
        {
            _input.StopReporting();
        }
    }

    // A client that is gone needs no further answer either: one token serves the connection for its whole life.
    private void ClientGone()
    {
        MarkAborted();
        _gone.Cancel();
    }

    private void MarkAborted()
    {
        if (!_closed && _record is { ClientAborted: false } record)
        {
            _simulator.Recorder.MarkAborted(record);
        }
    }

    private async Task RefuseAsync(int status, string message)
    {
        _writer.Begin();
        _log.Clear();
        var json = _log.Begin();
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteString("message"u8, message);
        json.WriteString("type"u8, "invalid_request_error"u8);
        json.WriteEndObject();
        json.WriteEndObject();
        _log.End();
        _writer.StartHead(status);
        _writer.Header("content-type", "application/json");
        _writer.Header("connection", "close");
        _writer.Append("content-length: "u8);
        _writer.AppendNumber(_log.Events[0].Length);
        _writer.Append("\r\n\r\n"u8);
        _writer.Append(_log.Data(_log.Events[0]));
        await _writer.FlushAsync().ConfigureAwait(false);
        _socket.Shutdown(SocketShutdown.Send);
        await _input.DrainAsync(TimeSpan.FromSeconds(2)).ConfigureAwait(false);
    }

    private static bool IsClosed(Exception exception) =>
        exception is SocketException or ObjectDisposedException or OperationCanceledException;
}
