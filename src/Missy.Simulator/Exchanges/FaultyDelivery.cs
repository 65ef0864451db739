using Missy.Simulation.Chat;
using Missy.Simulation.Faults;
using Missy.Simulation.Http;
using Missy.Simulation.Tls;

namespace Missy.Simulation.Exchanges;

/// <summary>Sends one reply in a way that it should not be sent.</summary>
internal sealed class FaultyDelivery(ResponseWriter writer, TimeProvider time, Exchange exchange, Pacer pacer, CancellationToken gone)
{
    private const int PaddingBytes = 64 * 1024 * 1024;
    private const int BombBytes = 1024 * 1024 * 1024;
    private readonly Reply _reply = exchange.Reply;
    private readonly Fault _fault = exchange.Fault!;
    private readonly Framer _framer = new()
    {
        Ending = exchange.Fault!.Kind == FaultKind.LineEndings ? exchange.Fault.Ending : LineEnding.Lf,
        MultiLine = exchange.Fault.Kind == FaultKind.MultiLineData,
        Comments = exchange.Fault.Kind == FaultKind.Comments,
    };

    private Ending Broken => _fault.Close == CloseMode.Abrupt ? Ending.Close : Ending.Reset;

    private Ending After => exchange.Request.KeepAlive ? Ending.KeepAlive : Ending.Close;

    /// <summary>Whether the fault is one of delivery; all others need no more than <see cref="FaultReplies"/>.</summary>
    public static bool Plays(Fault? fault) => fault?.Kind is FaultKind.Reset or FaultKind.NoAnswer or FaultKind.SlowHeaders
        or FaultKind.SlowDrip or FaultKind.CutStream or FaultKind.Stall or FaultKind.TruncatedJson or FaultKind.WrongLength
        or FaultKind.OversizedBody or FaultKind.LineEndings or FaultKind.Comments or FaultKind.MultiLineData or FaultKind.Bom
        or FaultKind.SmallChunks or FaultKind.GzipBomb or FaultKind.HangUp or FaultKind.Tls;

    public async Task<Ending> SendAsync()
    {
        switch (_fault.Kind)
        {
            case FaultKind.Reset or FaultKind.HangUp when _fault.At == CutPlace.BeforeHeaders:
                return Broken;
            case FaultKind.Reset or FaultKind.HangUp when _fault.At == CutPlace.InHeaders:
                writer.StartHead(_reply.Status);
                writer.Append("content-type: appl"u8);
                await writer.FlushAsync().ConfigureAwait(false);
                return Broken;
            case FaultKind.Tls:
                writer.Append(Handshake.Alert);
                await writer.FlushAsync().ConfigureAwait(false);
                return Ending.Close;
            case FaultKind.WrongLength:
                return await SendWrongLengthAsync().ConfigureAwait(false);
            case FaultKind.NoAnswer:
                await WaitAsync().ConfigureAwait(false);
                break;
        }

        if (_fault.Kind == FaultKind.SlowHeaders)
        {
            await SendSlowHeadAsync().ConfigureAwait(false);
        }
        else
        {
            ResponseHead.Write(writer, exchange, length: null);
            await writer.FlushAsync().ConfigureAwait(false);
        }

        return exchange.Request.IsHead ? After : await SendBodyAsync().ConfigureAwait(false);
    }

    private async Task<Ending> SendBodyAsync()
    {
        var size = _fault.Kind is FaultKind.SmallChunks or FaultKind.SlowDrip ? _fault.Bytes ?? 1 : 0;
        var pause = _fault.Kind == FaultKind.SlowDrip ? _fault.Milliseconds ?? 100 : 0;
        var sink = new BodySink(writer, time, size, pause, gone);
        if (_fault.Kind == FaultKind.GzipBomb)
        {
            await new GzipBomb(_reply, _framer).SendAsync(sink, _fault.Bytes ?? BombBytes).ConfigureAwait(false);
            return After;
        }

        if (_fault.Kind == FaultKind.Bom)
        {
            await sink.WriteAsync(new byte[] { 0xEF, 0xBB, 0xBF }).ConfigureAwait(false);
        }
        else if (_fault.Kind == FaultKind.OversizedBody)
        {
            await new Padding(_reply).SendAsync(sink, _fault.Bytes ?? PaddingBytes).ConfigureAwait(false);
        }

        var struck = _fault.Kind is FaultKind.CutStream or FaultKind.Stall or FaultKind.TruncatedJson or FaultKind.Reset or FaultKind.HangUp
            ? FaultReplies.Place(_reply.Log, _fault)
            : -1;
        for (var index = 0; index < _reply.Log.Events.Count; index++)
        {
            if (_reply.Log.Events[index].Role == EventRole.Delta)
            {
                await pacer.TokensAsync(_reply.IsStream ? 1 : _reply.Tokens, gone).ConfigureAwait(false);
            }

            var frame = _framer.Frame(_reply, index);
            if (index != struck)
            {
                await sink.WriteAsync(frame).ConfigureAwait(false);
                continue;
            }

            var cut = CutPoint.Find(_reply, _fault.At, frame.Span);
            if (cut < 0)
            {
                // No character of several bytes in this event: the next one that has one is struck.
                struck = index + 1;
                await sink.WriteAsync(frame).ConfigureAwait(false);
                continue;
            }

            await sink.WriteAsync(frame[..cut]).ConfigureAwait(false);
            if (_fault.Kind != FaultKind.Stall)
            {
                return await EndEarlyAsync(sink).ConfigureAwait(false);
            }

            await WaitAsync().ConfigureAwait(false);
            await sink.WriteAsync(frame[cut..]).ConfigureAwait(false);
        }

        await sink.EndAsync().ConfigureAwait(false);
        return After;
    }

    private async Task<Ending> EndEarlyAsync(BodySink sink)
    {
        if (_fault.Close != CloseMode.Clean)
        {
            return Broken;
        }

        await sink.EndAsync().ConfigureAwait(false);
        return After;
    }

    private async Task<Ending> SendWrongLengthAsync()
    {
        using var body = new MemoryStream();
        for (var index = 0; index < _reply.Log.Events.Count; index++)
        {
            body.Write(_framer.Frame(_reply, index).Span);
        }

        var by = _fault.Bytes ?? 16;
        ResponseHead.Write(writer, exchange, _fault.Shorter ? Math.Max(0, body.Length - by) : body.Length + by);
        if (!exchange.Request.IsHead)
        {
            writer.Append(body.GetBuffer().AsSpan(0, (int)body.Length));
        }

        await writer.FlushLastAsync().ConfigureAwait(false);
        return Ending.Close;
    }

    private async Task SendSlowHeadAsync()
    {
        exchange.Record.Status = _reply.Status;
        writer.StartHead(_reply.Status);
        foreach (var (name, value) in ResponseHead.Headers(exchange, length: null))
        {
            await writer.FlushAsync().ConfigureAwait(false);
            await WaitAsync().ConfigureAwait(false);
            writer.Header(name, value);
        }

        writer.EndHead();
        await writer.FlushAsync().ConfigureAwait(false);
    }

    private Task WaitAsync() => Task.Delay(
        _fault.Milliseconds is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : Timeout.InfiniteTimeSpan, time, gone);
}
