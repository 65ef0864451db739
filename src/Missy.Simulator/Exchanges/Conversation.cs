using Missy.Simulation.Chat;
using Missy.Simulation.Http;

namespace Missy.Simulation.Exchanges;

/// <summary>Answers the requests of one connection, one after the other, until either side closes.</summary>
internal sealed class Conversation : IDisposable
{
    private readonly Simulator _simulator;
    private readonly Responder _responder;
    private readonly CancellationTokenSource _gone;
    private readonly ConnectionInput _input;
    private readonly ResponseWriter _writer;
    private readonly RequestReader _reader;
    private readonly Delivery _delivery;
    private readonly EventLog _log = new();
    private readonly Action _clientGone;
    private RecordedRequest? _record;

    /// <param name="stream">The connection's bytes.</param>
    /// <param name="simulator">What all connections share.</param>
    /// <param name="responder">The connection's own.</param>
    /// <param name="gone">Cancelled when the server closes the connection, and from here when the client does.</param>
    public Conversation(Stream stream, Simulator simulator, Responder responder, CancellationTokenSource gone)
    {
        _simulator = simulator;
        _responder = responder;
        _gone = gone;
        _input = new ConnectionInput(stream);
        _writer = new ResponseWriter(stream, _input.StopReporting);
        _reader = new RequestReader(_input, _writer);
        _delivery = new Delivery(_writer, simulator.Options);
        _clientGone = ClientGone;
    }

    /// <summary>Serves until an answer or the client ends the connection.</summary>
    public async Task<Ending> RunAsync()
    {
        var ending = Ending.KeepAlive;
        while (ending == Ending.KeepAlive)
        {
            ending = await ServeAsync().ConfigureAwait(false);
        }

        return ending;
    }

    /// <summary>Gives the buffers back.</summary>
    public void Dispose()
    {
        _input.Dispose();
        _log.Dispose();
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
            return await RefuseAsync(exception.Status, exception.Message).ConfigureAwait(false);
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
        catch (Exception exception) when (!Connection.IsClosed(exception))
        {
            // A fault of ours must neither vanish nor end the host process.
            return await RefuseAsync(500, $"The simulator failed: {exception.Message}").ConfigureAwait(false);
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
        catch (Exception exception) when (Connection.IsClosed(exception))
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

    // Where the server has closed the connection itself, the token says so before anything breaks.
    private void MarkAborted()
    {
        if (!_gone.IsCancellationRequested && _record is { ClientAborted: false } record)
        {
            _simulator.Recorder.MarkAborted(record);
        }
    }

    private async Task<Ending> RefuseAsync(int status, string message)
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
        return Ending.Refuse;
    }
}
